"""What is done to accounts.

- Staff: `add_staff`, `set_password`, `set_skills`, `set_role`, `end_staff`.
- Passkeys: `begin_passkey`, `add_passkey`, `remove_passkey`, `ask_passkey`, `use_passkey`.
- By the helpline's own provider: `come_by_provider`.
- Invitations: `invite`, `reset`, `withdraw_invitation`, `accept_invitation`.
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
from hulplijn.accounts.actions.inviting import HOLDS as INVITATION_HOLDS
from hulplijn.accounts.actions.inviting import (
    NoInvitation,
    accept_invitation,
    invitation_of,
    invite,
    reset,
    withdraw_invitation,
)
from hulplijn.accounts.actions.passkeys import (
    NotAPasskey,
    add_passkey,
    ask_passkey,
    begin_passkey,
    remove_passkey,
    use_passkey,
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
from hulplijn.accounts.actions.providing import NoRole, come_by_provider
from hulplijn.accounts.actions.sessions import LOG_IN, end_session

__all__ = [
    "INVITATION_HOLDS",
    "LOG_IN",
    "CannotConfirm",
    "LastFactor",
    "NameTaken",
    "NoInvitation",
    "NoRole",
    "NotAPasskey",
    "OnlyAdministrator",
    "UnknownSkill",
    "YourOwn",
    "accept_invitation",
    "add_passkey",
    "add_staff",
    "ask_passkey",
    "begin_app_code",
    "begin_passkey",
    "come_by_provider",
    "confirm_app_code",
    "end_session",
    "end_staff",
    "invitation_of",
    "invite",
    "new_recovery_codes",
    "remove_app_code",
    "remove_passkey",
    "reset",
    "reset_factors",
    "set_password",
    "set_role",
    "set_skills",
    "use_app_code",
    "use_passkey",
    "use_recovery_code",
    "withdraw_invitation",
]
