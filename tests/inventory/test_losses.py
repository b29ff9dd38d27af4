# SPDX-License-Identifier: Apache-2.0
"""What a conversion lost, counted."""

from medward.inventory.losses import Losses


def test_losses_are_counted_by_what_was_lost_in_order_of_the_first() -> None:
    losses = Losses()
    losses.add("hash", 2)
    losses.add("group")
    losses.add("hash")
    assert losses.told() == ("3 x hash", "1 x group")


def test_a_count_of_nothing_is_no_loss() -> None:
    losses = Losses()
    losses.add("hash", 0)
    assert losses.told() == ()
