"""Waves of unhappy messages that a drill asked for: begun, calmed by the brand's first words, ended. Kept in the truth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, Field

from waypost.networks.sandbox.audience.wave import Fate, fate, mild_words, wave
from waypost.networks.sandbox.truth import Owner, Post, Truth
from waypost.toolkit import clock


class NewWave(BaseModel):
    """A wave to begin; see `contract.Wave`."""

    key: str = Field(min_length=1, max_length=80)
    scene: str
    seed: int
    minutes: int = Field(ge=1, le=240)
    messages: int = Field(ge=2, le=500)


class Waves:
    """The waves of one sandbox. What is said under one of its messages belongs to the wave, too."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth

    def begin(self, owner: Owner, new: NewWave) -> str:
        """Let people speak from now on; the id of the first message. A key that was used before stands for its wave."""
        known = self._truth.run(
            "SELECT opening_id FROM wave WHERE account_id = ? AND key = ?", owner.id, new.key
        ).fetchone()
        if known is not None:
            return str(known[0])
        began, first = clock.now(), None
        complaints = wave(new.scene, owner.handle, seed=new.seed, minutes=new.minutes, messages=new.messages)
        for number, one in enumerate(complaints):
            under = first if one.is_under_the_first else None
            post_id = self._truth.let_say(one.text, one.handle, one.name, under=under, at=began + one.after)
            self._mark(post_id, owner, new.key, number)
            first = first or Post(
                post_id, "", one.handle, one.text, (), began + one.after, 0, 0, one.name, "", ""
            )
        assert first is not None, "a wave has a first message"
        self._truth.run(
            "INSERT INTO wave VALUES (?, ?, ?, ?, ?, '')",
            owner.id, new.key, new.seed, new.minutes, int(first.id),
        )  # fmt: skip
        return first.id

    def end(self, owner: Owner, key: str) -> None:
        """Let nothing more come; what was said stands."""
        now = clock.now().isoformat()
        self._truth.run(
            "UPDATE post SET deleted_at = ? WHERE at > ? AND deleted_at IS NULL AND id IN"
            " (SELECT post_id FROM of_wave WHERE account_id = ? AND key = ?)",
            now, now, owner.id, key,
        )  # fmt: skip

    def of(self, post_ids: Sequence[str]) -> dict[str, str]:
        """The keys of the waves to which these messages belong; those of none are left out."""
        rows = self._truth.run(
            "SELECT post_id, key FROM of_wave WHERE post_id IN (SELECT value FROM json_each(?))",
            json.dumps([int(number) for number in post_ids]),
        )
        return {str(number): str(key) for number, key in rows.fetchall()}

    def appeared(self, owner: Owner, post: Post, under: Post | None) -> bool:
        """Take in what an account said under a message of a wave; whether it did. Its first words calm the wave."""
        key = self.of([under.id]).get(under.id) if under else None
        if key is None or under is None:
            return False
        self._mark(post.id, owner, key, None)
        answered = self._truth.run(
            "UPDATE wave SET calmed_at = ? WHERE account_id = ? AND key = ? AND opening_id = ? AND calmed_at = ''",
            post.at.isoformat(), owner.id, key, int(under.id),
        )  # fmt: skip
        if answered.rowcount:
            self._calm(owner, key, post.at)
        return True

    def _calm(self, owner: Owner, key: str, at: datetime) -> None:
        seed, minutes = self._truth.run(
            "SELECT seed, minutes FROM wave WHERE account_id = ? AND key = ?", owner.id, key
        ).fetchone()
        coming = self._truth.run(
            "SELECT post.id, post.at, of_wave.place FROM of_wave JOIN post ON post.id = of_wave.post_id"
            " WHERE of_wave.account_id = ? AND of_wave.key = ? AND of_wave.place IS NOT NULL AND post.at > ?"
            " AND post.deleted_at IS NULL",
            owner.id, key, at.isoformat(),
        ).fetchall()  # fmt: skip
        for post_id, moment, number in coming:
            late = datetime.fromisoformat(moment) - at
            match fate(seed, number, minutes=minutes, late=late):
                case Fate.GOES:
                    self._truth.run("UPDATE post SET deleted_at = ? WHERE id = ?", at.isoformat(), post_id)
                case Fate.TURNS:
                    words = mild_words(seed, number, owner.handle)
                    self._truth.run("UPDATE post SET text = ? WHERE id = ?", words, post_id)
                case Fate.STAYS:
                    pass

    def _mark(self, post_id: str, owner: Owner, key: str, place: int | None) -> None:
        self._truth.run("INSERT INTO of_wave VALUES (?, ?, ?, ?)", int(post_id), owner.id, key, place)
