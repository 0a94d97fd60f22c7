"""What is done to accounts.

- Staff: `add_staff`, `set_password`, `set_skills`.
- The second factor: `begin_app_code`, `confirm_app_code`, `new_recovery_codes`, `use_app_code`,
  `use_recovery_code`, `remove_app_code`.
"""

from hulplijn.accounts.actions.factors import (
    CannotConfirm,
    LastFactor,
    begin_app_code,
    confirm_app_code,
    new_recovery_codes,
    remove_app_code,
    use_app_code,
    use_recovery_code,
)
from hulplijn.accounts.actions.people import (
    NameTaken,
    UnknownSkill,
    add_staff,
    set_password,
    set_skills,
)

__all__ = [
    "CannotConfirm",
    "LastFactor",
    "NameTaken",
    "UnknownSkill",
    "add_staff",
    "begin_app_code",
    "confirm_app_code",
    "new_recovery_codes",
    "remove_app_code",
    "set_password",
    "set_skills",
    "use_app_code",
    "use_recovery_code",
]
