"""What is done to accounts.

- Staff: `add_staff`, `set_password`, `set_skills`, `set_role`, `end_staff`, `reset_factors`.
- Sessions: `end_session`.
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
    OnlyAdministrator,
    UnknownSkill,
    YourOwn,
    add_staff,
    end_staff,
    reset_factors,
    set_password,
    set_role,
    set_skills,
)
from hulplijn.accounts.actions.sessions import LOG_IN, end_session

__all__ = [
    "LOG_IN",
    "CannotConfirm",
    "LastFactor",
    "NameTaken",
    "OnlyAdministrator",
    "UnknownSkill",
    "YourOwn",
    "add_staff",
    "begin_app_code",
    "confirm_app_code",
    "end_session",
    "end_staff",
    "new_recovery_codes",
    "remove_app_code",
    "reset_factors",
    "set_password",
    "set_role",
    "set_skills",
    "use_app_code",
    "use_recovery_code",
]
