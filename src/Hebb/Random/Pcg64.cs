using System.Numerics;

namespace Hebb;

/// <summary>PCG64 (XSL-RR 128/64): a 128-bit linear congruential generator whose state is folded and rotated by its own top bits.</summary>
/// <remarks>M. E. O'Neill: PCG: a family of simple fast space-efficient statistically good algorithms for random number generation (HMC-CS-2014-0905).</remarks>
sealed class Pcg64
{
    static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);
    readonly UInt128 _increment;
    UInt128 _state;
    uint _half; // the high half of a 64-bit word whose low half was given out
    bool _hasHalf;

    public Pcg64(ulong seed)
    {
        Span<ulong> words = stackalloc ulong[4];
        SeedSequence.Generate(seed, words);
        _increment = (new UInt128(words[2], words[3]) << 1) | 1;
        _state = _increment + new UInt128(words[0], words[1]);
        Step();
    }

    public ulong NextUInt64()
    {
        Step();
        ulong high = (ulong)(_state >> 64);
        return BitOperations.RotateRight(high ^ (ulong)_state, (int)(high >> 58));
    }

    // Two of these share a 64-bit word, low half first; 64-bit draws in between do not touch the half kept.
    public uint NextUInt32()
    {
        if (_hasHalf)
        {
            _hasHalf = false;
            return _half;
        }

        ulong word = NextUInt64();
        (_half, _hasHalf) = ((uint)(word >> 32), true);
        return (uint)word;
    }

    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / 9007199254740992.0);

    void Step() => _state = (_state * Multiplier) + _increment;
}
