"""The inputs of statistics-scipy.py and statistics-r.R, from a generator that any language reproduces bit for bit.

Park and Miller's minimal standard: s = 16807 s mod (2^31 - 1), u = s / (2^31 - 1). Case k starts from
s = 104729 (k + 1) mod (2^31 - 1) and drops three draws.
"""

M = 2147483647


class Lcg:
    def __init__(self, k):
        self.s = (104729 * (k + 1)) % M
        for _ in range(3):
            self.u()

    def u(self):
        self.s = (16807 * self.s) % M
        return self.s / M

    def below(self, n):
        return int(self.u() * n)

    def bell(self):
        return self.u() + self.u() + self.u() - 1.5


def differences(k):
    """Kinds in turn: untied, ties with zeros, tiny n, all of one sign, continuous with zeros."""
    g = Lcg(k)
    kind = k % 5
    if kind == 0:
        n = 5 + g.below(60)
        shift = g.u() - 0.5
        return [g.bell() + shift for _ in range(n)]
    if kind == 1:
        n = 8 + g.below(40)
        return [g.below(9) - 3 for _ in range(n)]
    if kind == 2:
        n = 1 + g.below(6)
        return [g.below(7) - 2 for _ in range(n)]
    if kind == 3:
        n = 10 + g.below(990)
        return [g.bell() + 1.25 for _ in range(n)]
    n = 6 + g.below(30)
    return [0 if g.u() < 0.2 else g.bell() + 0.2 for _ in range(n)]


def arms(k):
    """Two correlated columns; every fourth case on a coarse grid, so that values tie."""
    g = Lcg(10_000 + k)
    n = 4 + g.below(40)
    slope = 2 * g.u() - 0.5
    shift = g.u()
    x = [g.bell() for _ in range(n)]
    y = [slope * v + 0.7 * g.bell() + shift for v in x]
    if k % 4 == 3:
        x = [int(4 * v + 100) - 100 for v in x]
        y = [int(4 * v + 100) - 100 for v in y]
    return x, y


def clusters(k, n):
    """Cluster numbers of n observations, of unequal sizes."""
    g = Lcg(20_000 + k)
    groups = 2 + g.below(7)
    return [i if i < groups else g.below(groups) for i in range(n)]


def rates(k):
    """Two proportions with their trials."""
    g = Lcg(30_000 + k)
    n1 = 5 + g.below(5000)
    n2 = 5 + g.below(5000)
    base = g.u()
    return g.below(int(n1 * base) + 2), n1, g.below(int(n2 * base) + 2), n2
