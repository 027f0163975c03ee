"""Agencies' files for programs: send one, settle what is not certain, look at the preview, take it in, read the report."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import File, Path, Router
from ninja.files import UploadedFile
from pydantic import Field

from teamaround.accounts.api_door import ApiRequest, Key, Made, Sent, Terms, endpoint
from teamaround.accounts.api_types import Given, Line, Shown, Yes
from teamaround.accounts.problems import Problem
from teamaround.accounts.rules import Duty
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible

from . import queries, services
from .files.limits import MOST_BYTES
from .files.opening import Settings
from .models import Import
from .rules.progress import STATE_SENTENCES, State
from .services import Said
from .services.reporting import CONTENT_TYPE

router = Router(tags=["Agencies’ files"])
SEE = Terms(duty=Duty.IMPORT_FILES)
DO = Terms(duty=Duty.IMPORT_FILES, key=Key.REQUIRED)
SHOWN = 100
FileRef = Annotated[str, Path(..., description="The import’s reference.", examples=["I-00000000W"])]


class SaidGiven(Given):
    """What you settle about a file; remembered for your agency's next one."""

    columns: dict[Line, Line] = Field(
        default_factory=dict, max_length=500, examples=[{"Birth date": "born_on", "Notes": ""}],
        description="From heading to field; to a blank text, to leave the column out.",
    )  # fmt: skip
    date_forms: dict[Line, Line] = Field(
        default_factory=dict, max_length=20, examples=[{"": "DD/MM/YYYY"}],
        description="From field to the form in which it writes dates; a blank field means all of them.",
    )  # fmt: skip
    leave_rest_out: Yes = Field(default=False, description="Leave out every column that is not certain.")
    encoding: Line = ""
    divider: Line = ""
    sheet: Line = ""
    header_row: Annotated[int, Field(strict=True, ge=0, le=1_000)] = 0


class CountsShown(Shown):
    """Rows by what became of them, or in a preview would become; they add up to `rows`."""

    rows: int
    matched: int
    new: int
    unchanged: int
    needs_person: int
    refused: int
    quarantined: int


class FaultShown(Shown):
    """What is wrong in a row, or was put right, and what to do."""

    row: int
    column: str = Field(examples=["DOB"])
    value: str = Field(examples=["31/02/2015"])
    says: str = Field(examples=["is not a date"])
    remedy: str = Field(examples=["Write it as DD/MM/YYYY."])
    sentence: str


class ImportShown(Shown):
    """A file, how far it has come, and what became of its rows."""

    ref: str = Field(examples=["I-00000000W"])
    file_name: str = Field(examples=["roll.csv"])
    state: str = Field(
        description="received, mapped, previewed, running, stopped or done.", examples=[State.PREVIEWED.value]
    )
    words: str = Field(description="The state in a sentence.", examples=[STATE_SENTENCES[State.PREVIEWED]])
    stopped_because: str
    rows: int
    done: int
    about_the_file: list[str]
    counts: CountsShown | None = Field(description="Of what has been taken in; before that, of the preview.")
    refusals: list[FaultShown] = Field(description=f"The first {SHOWN}.")
    notices: list[FaultShown] = Field(description=f"The first {SHOWN}.")
    questions: list[str] = Field(
        default_factory=list, description="What is to be settled; absent once it is."
    )


@endpoint(router, "POST", "/imports", gives=ImportShown, terms=DO, status=201, summary="Send a file")
def receive(http: ApiRequest, file: File[UploadedFile]) -> Made:
    """A CSV or XLSX file of your agency's children and involvements. Nothing of it is recorded yet.

    When everything about the file is certain, a preview is made: ask again in a moment.
    Otherwise the answer lists questions: settle the columns.
    """
    if (file.size or 0) > MOST_BYTES:
        raise Problem(413, "too-large", f"A file may hold {MOST_BYTES >> 20} megabytes.", field="file")
    kept = services.receive(
        content=file.read(), file_name=file.name or "file", agency_id=http.viewer.agency_id,
        by=http.viewer, now=http.now,
    )  # fmt: skip
    if kept.state == State.RECEIVED and not _questions(http, kept):
        kept = services.settle(ref=kept.ref, said=Said(), by=http.viewer, now=http.now)
    return Made(_shown(http, kept), at=f"/api/v1/imports/{kept.ref}")


@endpoint(
    router, "POST", "/imports/{file}/columns", gives=ImportShown, terms=DO, summary="Settle the columns"
)  # fmt: skip
def settle(http: ApiRequest, file: FileRef, said: SaidGiven) -> ImportShown:
    """Say what the file's columns are and how it writes dates. A preview follows."""
    settings = Settings(said.encoding, said.divider, said.sheet, said.header_row)
    told = Said(settings, said.columns, said.date_forms, leaves_rest_out=said.leave_rest_out)
    kept = services.settle(ref=_the_import(http, file).ref, said=told, by=http.viewer, now=http.now)
    return _shown(http, kept)


@endpoint(
    router, "POST", "/imports/{file}/take-in", gives=ImportShown, terms=DO, status=202, summary="Take a file in"
)  # fmt: skip
def take_in(http: ApiRequest, file: FileRef) -> ImportShown:
    """Take the file in, or go on where it stopped. It is done in the background: ask how far it has come."""
    kept = services.begin(ref=_the_import(http, file).ref, by=http.viewer, now=http.now)
    return _shown(http, kept)


@endpoint(
    router, "GET", "/imports/{file}", gives=ImportShown, terms=SEE, summary="See what became of a file"
)  # fmt: skip
def report(http: ApiRequest, file: FileRef) -> ImportShown:
    """How far a file has come, and every row accounted for."""
    return _shown(http, _the_import(http, file))


@endpoint(
    router, "GET", "/imports/{file}/refused", gives=tuple(CONTENT_TYPE.values()), terms=SEE,
    summary="Get the refused rows back",
)  # fmt: skip
def refused(http: ApiRequest, file: FileRef) -> Sent:
    """The refused rows as a file of the kind that was sent, with a reason beside each: mend them and send it.

    A file is kept for a while after it is done; later this is refused, and it is to be sent again.
    """
    name, kind, content = services.send_back(ref=_the_import(http, file).ref, by=http.viewer, now=http.now)
    return Sent(name, kind, content)


def _the_import(http: ApiRequest, ref: str) -> Import:
    kept = queries.import_of(http.viewer, ref) if is_ref(ref, "I") else None
    if kept is None:
        raise NotVisible
    return kept


def _questions(http: ApiRequest, kept: Import) -> tuple[str, ...]:
    return services.understand_import(kept, Said(), now=http.now).questions


def _shown(http: ApiRequest, kept: Import) -> ImportShown:
    is_open = kept.state == State.RECEIVED
    open_still: dict[str, Any] = {"questions": list(_questions(http, kept))} if is_open else {}
    return ImportShown(
        ref=kept.ref, file_name=kept.file_name, state=str(kept.state),
        words=STATE_SENTENCES[State(kept.state)], stopped_because=kept.stopped_because,
        rows=kept.rows, done=kept.done, about_the_file=list(kept.about_the_file), **_came_to(kept),
        **open_still,
    )  # fmt: skip


def _came_to(kept: Import) -> dict[str, Any]:
    """Counts, refusals and notices: of the preview until the file is being taken in."""
    if kept.started_at is None:
        preview = kept.preview or {"counts": None, "refusals": [], "notices": []}
        return {name: preview[name] for name in ("counts", "refusals", "notices")}
    came_to = services.report(kept, most=SHOWN)
    return {
        "counts": came_to.counts.as_json(),
        "refusals": [fault.as_json() for fault in came_to.refusals],
        "notices": [fault.as_json() for fault in came_to.notices],
    }
