"""How much of the air we take: the user's choice, within the wire's rules."""

from enum import StrEnum


class RadioProfile(StrEnum):
    """The user's choice.

    `QUIET` spares the air and other nodes; `DENSE` is for a crowd, most of which is
    beyond the few links that we can have. `mesh_policy.POLICIES` says what each means.
    """

    QUIET = "quiet"
    NORMAL = "normal"
    DENSE = "dense"

    @property
    def slow_announces(self) -> bool:
        """Whether to announce as in a dense place (wire section 6.3).

        Nor are announces sooner then because people are talking.
        """
        return self is not RadioProfile.NORMAL
