"""What the counsellor's screen shows, put together from the rooms' own reads.

The left column: `line`
The middle: `stream`
The right: `facts`, `notice_form`, `notice_rows`, `notice_count`, `offender_form`, `shown_accounts`,
`tasks_of`, `filled_in`, `risk_form`, `story`, `who_looked`
One case: `meldcode_steps`
Learning: `marked`
The lists: `case_rows`, `task_rows`
A whole case: `timeline`, `with_words`
In hand: `standard_replies`, `preferences_of`
Together: `strips`, `here`, `under_way`
The wall: `wall`
"""

from hulplijn.workspace.queries.cases import CaseFilter, CaseRow, CaseRows, case_filter, case_rows
from hulplijn.workspace.queries.desk import desk_row, desk_rows
from hulplijn.workspace.queries.facts import Choice, Facts, facts
from hulplijn.workspace.queries.filled_in import filled_in
from hulplijn.workspace.queries.keeping import TermRow, terms
from hulplijn.workspace.queries.line import Line, line
from hulplijn.workspace.queries.log import Look, who_looked
from hulplijn.workspace.queries.meldcode import StepRows, meldcode_steps
from hulplijn.workspace.queries.notices import NoticeForm, NoticeRow, notice_count, notice_form, notice_rows
from hulplijn.workspace.queries.offenders import ShownAccount, offender_form, shown_accounts
from hulplijn.workspace.queries.preferences import preferences_of
from hulplijn.workspace.queries.quality import Marked, marked
from hulplijn.workspace.queries.risk import RiskForm, risk_form
from hulplijn.workspace.queries.standard_replies import standard_replies
from hulplijn.workspace.queries.story import Happened, story
from hulplijn.workspace.queries.stream import Spoken, stream
from hulplijn.workspace.queries.tasks import TaskRow, quick_days, task_count, task_rows, tasks_of, when_says
from hulplijn.workspace.queries.timeline import Moment, timeline, with_words
from hulplijn.workspace.queries.together import Here, Strips, UnderWay, here, strips, under_way
from hulplijn.workspace.queries.wall import AtDesk, Wall, wall

__all__ = [
    "AtDesk",
    "CaseFilter",
    "CaseRow",
    "CaseRows",
    "Choice",
    "Facts",
    "Happened",
    "Here",
    "Line",
    "Look",
    "Marked",
    "Moment",
    "NoticeForm",
    "NoticeRow",
    "RiskForm",
    "ShownAccount",
    "Spoken",
    "StepRows",
    "Strips",
    "TaskRow",
    "TermRow",
    "UnderWay",
    "Wall",
    "case_filter",
    "case_rows",
    "desk_row",
    "desk_rows",
    "facts",
    "filled_in",
    "here",
    "line",
    "marked",
    "meldcode_steps",
    "notice_count",
    "notice_form",
    "notice_rows",
    "offender_form",
    "preferences_of",
    "quick_days",
    "risk_form",
    "shown_accounts",
    "standard_replies",
    "story",
    "stream",
    "strips",
    "task_count",
    "task_rows",
    "tasks_of",
    "terms",
    "timeline",
    "under_way",
    "wall",
    "when_says",
    "who_looked",
    "with_words",
]
