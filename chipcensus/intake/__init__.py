"""Files taken in: a dry run into a draft, then accepted, for a visit or for everybody."""

from chipcensus.intake.accept import Published, accept, discard, publish_draft
from chipcensus.intake.draft import Draft, Example, FileDraft, Group, TableDraft
from chipcensus.intake.examine import examine
from chipcensus.intake.rollback import RolledBack, roll_back
from chipcensus.publish.imports import Import, ImportedFile, in_force, shared_folder
from chipcensus.publish.imports import accepted as imports

__all__ = [
    "Draft", "Example", "FileDraft", "Group", "Import", "ImportedFile", "Published", "RolledBack",
    "TableDraft", "accept", "discard", "examine", "imports", "in_force", "publish_draft",
    "roll_back", "shared_folder",
]  # fmt: skip
