"""Draws from what the posts say about the columns of a design.

The count of a post is Poisson around exp(line + own luck); the luck has heavy tails (a t distribution), so that one
post that went everywhere does not decide. The likelihood is made Gaussian around each post's own most likely level
(penalised quasi-likelihood: Breslow and Clayton, *JASA* 88, 1993, 9-25; with an effect a row for overdispersion:
Harrison, *PeerJ* 2, 2014, e616), and the rest is drawn by Gibbs sampling. The deviation of each block has a half-Cauchy prior,
which lets a block vanish and still allows large effects (Gelman, *Bayesian Analysis* 1, 2006, 515-534), drawn by
mixing inverse gammas (Makalic and Schmidt, *IEEE Signal Processing Letters* 23, 2016, 179-182).
"""

from dataclasses import dataclass

import numpy as np

from waypost.loop.learning.domain.heavy.design import Array, Design

TAILS = 6.0
"""Degrees of freedom of a post's luck: now and then five times the usual."""
LEAST_NOISE = 0.05


@dataclass(frozen=True)
class Draws:
    """`slopes` has a row a draw and a column a column of the design; `scales` a column a block. `level` and `spread`
    are the working response and the variance around the line that counting alone gives, at the end."""

    slopes: Array
    scales: Array
    noise: Array
    level: Array
    counted: Array


def draw(design: Design, counts: Array, weights: Array, *, draws: int, seed: int) -> Draws:
    """Draw `draws` times after a third as many to warm up. `weights` (0 to 1) is how much each post still says."""
    chain = _Chain(design, counts, weights, np.random.default_rng(seed))
    warm = max(60, draws // 3)
    for turn in range(warm):
        if turn in (10, 25, 45):
            chain.look_again()
        chain.step()
    chain.look_again()
    slopes, scales, noise = [], [], []
    for _turn in range(draws):
        chain.step()
        slopes.append(chain.slopes)
        scales.append(np.sqrt(chain.variances))
        noise.append(np.sqrt(chain.noise))
    return Draws(np.array(slopes), np.array(scales), np.array(noise), chain.level, chain.counted)


class _Chain:
    """The state of the sampler."""

    def __init__(self, design: Design, counts: Array, weights: Array, random: np.random.Generator) -> None:
        self.design, self.counts, self.weights, self.random = design, counts, weights, random
        self.variances = np.array([block.scale**2 for block in design.blocks])
        self.mixing = np.ones(len(design.blocks))
        self.noise = 0.25
        self.luck = np.ones(len(counts))
        self.line = np.full(len(counts), np.log(counts.mean() + 0.5)) + design.offset
        self.slopes = np.zeros(design.columns.shape[1])
        self.level = np.log(counts + 0.5)
        self.counted = 1 / (counts + 0.5)
        self.look_again()

    def look_again(self) -> None:
        """Stand the Gaussian anew where each post's own level is most likely, given the line and the noise."""
        spread = self.noise / self.luck
        level = np.log(self.counts + 0.5)
        for _turn in range(12):
            rate = np.exp(np.minimum(level, 30.0))
            slope = self.counts - rate - (level - self.line) / spread
            level = level + np.clip(slope / (rate + 1 / spread), -2.0, 2.0)
        rate = np.maximum(np.exp(np.minimum(level, 30.0)), 1e-6)
        self.level = level + (self.counts - rate) / rate
        self.counted = 1 / rate

    def step(self) -> None:
        """Draw everything once."""
        self._draw_slopes()
        self._draw_luck()
        self._draw_variances()

    def _draw_slopes(self) -> None:
        design = self.design
        precision = self.weights / (self.noise / self.luck + self.counted)
        weighted = design.columns * precision[:, None]
        matrix = weighted.T @ design.columns
        matrix[np.diag_indices_from(matrix)] += self._prior()
        root = np.linalg.cholesky(matrix)
        towards = np.linalg.solve(root, weighted.T @ (self.level - design.offset))
        ease = self.random.standard_normal(len(towards))
        self.slopes = np.linalg.solve(root.T, towards + ease)
        self.line = design.columns @ self.slopes + design.offset

    def _prior(self) -> Array:
        prior = self.design.fixed.copy()
        for block, variance in zip(self.design.blocks, self.variances, strict=True):
            prior[block.where] = 1 / variance
        return prior

    def _draw_luck(self) -> None:
        """Split what is left into luck and counting; then how wide the luck of each post and of all is."""
        spread = self.noise / self.luck
        share = spread / (spread + self.counted)
        left = (self.level - self.line) * share
        left = left + self.random.standard_normal(len(left)) * np.sqrt(share * self.counted)
        self.luck = self.random.gamma((TAILS + self.weights) / 2) / (
            (TAILS + self.weights * left**2 / self.noise) / 2
        )
        total = float(np.sum(self.weights * self.luck * left**2))
        self.noise = max((0.5 + total / 2) / self.random.gamma(1.0 + self.weights.sum() / 2), LEAST_NOISE**2)

    def _draw_variances(self) -> None:
        for place, block in enumerate(self.design.blocks):
            effects = self.slopes[block.where]
            rate = float(effects @ effects) / 2 + 1 / self.mixing[place]
            self.variances[place] = max(rate / self.random.gamma((len(effects) + 1) / 2), 1e-8)
            rate = block.scale**-2 + 1 / self.variances[place]
            self.mixing[place] = rate / self.random.gamma(1.0)
