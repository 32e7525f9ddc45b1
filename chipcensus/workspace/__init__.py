"""A visit's own data: a private folder and a census over it, which end with the visit."""

from chipcensus.workspace.workspace import PUBLISH, VISIT, Workspace
from chipcensus.workspace.workspaces import COOKIE, Workspaces, workspaces_of

__all__ = ["COOKIE", "PUBLISH", "VISIT", "Workspace", "Workspaces", "workspaces_of"]
