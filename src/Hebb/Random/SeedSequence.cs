namespace Hebb;

/// <summary>
/// NumPy's <c>SeedSequence</c> for an integer seed: spreads its bits over a pool of four words and draws seeding words from the pool, so that similar seeds
/// give unrelated states.
/// </summary>
/// <remarks>After M. E. O'Neill's <c>seed_seq_fe</c> (Developing a seed_seq alternative, 2015).</remarks>
static class SeedSequence
{
    const int PoolSize = 4;

    /// <summary>Fills with 64-bit seeding words, as <c>generate_state(n, uint64)</c>.</summary>
    public static void Generate(ulong seed, Span<ulong> state)
    {
        Span<uint> pool = stackalloc uint[PoolSize];
        Gather(seed, pool);
        uint constant = 0x8B51F9DD;
        for (int i = 0; i < state.Length; i++)
        {
            ulong low = Hash(pool[2 * i % PoolSize], ref constant, 0x58F38DED);
            state[i] = low | ((ulong)Hash(pool[((2 * i) + 1) % PoolSize], ref constant, 0x58F38DED) << 32);
        }
    }

    static void Gather(ulong seed, Span<uint> pool)
    {
        const uint multiplier = 0x931E8875;
        uint constant = 0x43B0D7E5;
        pool[0] = Hash((uint)seed, ref constant, multiplier);
        pool[1] = Hash((uint)(seed >> 32), ref constant, multiplier);
        pool[2] = Hash(0, ref constant, multiplier);
        pool[3] = Hash(0, ref constant, multiplier);
        for (int from = 0; from < PoolSize; from++)
        {
            for (int to = 0; to < PoolSize; to++)
            {
                if (from != to)
                    pool[to] = Mix(pool[to], Hash(pool[from], ref constant, multiplier));
            }
        }
    }

    static uint Hash(uint value, ref uint constant, uint multiplier)
    {
        value ^= constant;
        constant *= multiplier;
        value *= constant;
        return value ^ (value >> 16);
    }

    static uint Mix(uint x, uint y)
    {
        uint mixed = (0xCA01F9DD * x) - (0x4973F715 * y);
        return mixed ^ (mixed >> 16);
    }
}
