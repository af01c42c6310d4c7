"""The draws of the harness's bootstraps, from its generators' publications: ARC4 as seedrandom uses it seeds sfc32."""

import functools
import json

import numpy

MASK = 0xFFFFFFFF


def arc4(text):
    """Bytes of ARC4 under seedrandom's key of a text, the first 256 dropped."""
    key, smear = [0] * 256, 0
    for j, letter in enumerate(text):
        smear ^= key[j & 255] * 19
        key[j & 255] = (smear + ord(letter)) & 255
    key = key[: min(256, len(text))]
    s, j = list(range(256)), 0
    for i in range(256):
        j = (j + key[i % len(key)] + s[i]) & 255
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for count in range(1 << 30):
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        if count >= 256:
            yield s[(s[i] + s[j]) & 255]


def words(seed, *name):
    """sfc32 (Doty-Humphrey, PractRand) with three words from the stream of this name, sixteen outputs dropped."""
    stream = arc4(json.dumps([seed, *name], separators=(",", ":")))

    def uniform():
        # Six bytes make 48 bits, a seventh fills a double's 52; one more comes after.
        n, d, x = 0, 1, 0
        for _ in range(6):
            n, d = n * 256 + next(stream), d * 256
        while n < 1 << 52:
            n, d, x = (n + x) * 256, d * 256, next(stream)
        n, d, x = float(n), float(d), x
        while n >= 1 << 53:
            n, d, x = n / 2, d / 2, x >> 1
        return (n + x) / d

    a, b, c = (int(uniform() * 2**32) for _ in range(3))
    counter = 1
    for count in range(1 << 62):
        bits = (a + b + counter) & MASK
        counter = (counter + 1) & MASK
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & MASK
        c = (((c << 21) | (c >> 11)) + bits) & MASK
        if count >= 16:
            yield bits


@functools.lru_cache(maxsize=None)
def draws(n, resamples, seed, *name):
    """Indices [resamples, n]: the high part of 32 bits times n each."""
    source = words(seed, *name)
    bits = numpy.fromiter(source, dtype=numpy.uint64, count=n * resamples)
    return (bits.astype(float) * (n / 4294967296)).astype(numpy.int64).reshape(resamples, n)


@functools.lru_cache(maxsize=None)
def packed_draws(n, resamples, seed, *name):
    """Indices [resamples, n] cut out of bits: up to three a word, those of n or more refused; a resample ends in its word."""
    source = words(seed, *name)
    width = max(1, (n - 1).bit_length()) if n > 1 else 0
    mask = (1 << width) - 1
    out = numpy.empty((resamples, n), dtype=numpy.int64)
    for r in range(resamples):
        drawn = []
        while len(drawn) < n:
            bits = next(source)
            if (u := bits & mask) < n:
                drawn.append(u)
            if n - len(drawn) < 2:
                continue
            drawn += [v for v in ((bits >> width) & mask, (bits >> 2 * width) & mask) if v < n]
        out[r] = drawn
    return out
