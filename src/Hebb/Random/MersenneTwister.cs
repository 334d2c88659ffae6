namespace Hebb;

/// <summary>MT19937: the 624-word shift register under <see cref="NumPyRandomState"/>.</summary>
/// <remarks>
/// M. Matsumoto and T. Nishimura: Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator (ACM TOMACS 8(1), 1998);
/// the seeding is theirs of 2002.
/// </remarks>
sealed class MersenneTwister
{
    const int Length = 624, Middle = 397;
    readonly uint[] _key = new uint[Length];
    int _next = Length;

    public MersenneTwister(uint seed) => Seed(seed);

    // Seeding by several words, which NumPy uses for a list of seeds.
    public MersenneTwister(ReadOnlySpan<uint> seeds)
    {
        if (seeds.IsEmpty)
            throw new ArgumentException("A Mersenne twister needs at least one seed word; the list is empty.", nameof(seeds));
        Seed(19650218);
        int i = 1, j = 0;
        for (int k = Math.Max(Length, seeds.Length); k > 0; k--)
        {
            _key[i] = (_key[i] ^ (Spread(_key[i - 1]) * 1664525)) + seeds[j] + (uint)j;
            Advance(ref i);
            j = j + 1 < seeds.Length ? j + 1 : 0;
        }

        for (int k = Length - 1; k > 0; k--)
        {
            _key[i] = (_key[i] ^ (Spread(_key[i - 1]) * 1566083941)) - (uint)i;
            Advance(ref i);
        }

        _key[0] = 0x80000000;
    }

    public uint NextUInt32()
    {
        if (_next == Length)
            Twist();
        uint y = _key[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    // The first word is the high half.
    public ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return (high << 32) | NextUInt32();
    }

    // 27 and 26 bits of two words make 53.
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5, low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    static uint Spread(uint x) => x ^ (x >> 30);

    void Seed(uint seed)
    {
        _key[0] = seed;
        for (uint i = 1; i < Length; i++)
            _key[i] = (1812433253 * Spread(_key[i - 1])) + i;
    }

    void Advance(ref int i)
    {
        if (++i < Length)
            return;
        _key[0] = _key[Length - 1];
        i = 1;
    }

    void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint y = (_key[i] & 0x80000000) | (_key[(i + 1) % Length] & 0x7FFFFFFF);
            _key[i] = _key[(i + Middle) % Length] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }

        _next = 0;
    }
}
