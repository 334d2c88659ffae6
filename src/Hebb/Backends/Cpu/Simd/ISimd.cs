namespace Hebb.Backends.Cpu;

/// <summary>
/// The words in which every kernel is written once. An implementation maps them to one vector width (or to a single lane), so that
/// <c>Kernel&lt;Simd256&lt;float&gt;, Vector256&lt;float&gt;, float&gt;</c> compiles to the instructions of that width.
/// Masks are values of <typeparamref name="V"/> whose lanes have all bits set or none.
/// </summary>
/// <typeparam name="V">The register: a Vector512, Vector256 or Vector128 of T, or T itself.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal unsafe interface ISimd<V, T>
    where V : unmanaged
    where T : unmanaged
{
    static abstract int Count { get; }

    /// <summary>How many rows by two registers of sums a matrix product keeps, leaving three registers for the operands.</summary>
    static abstract int TileRows { get; }

    /// <summary>Whether LoadMasked is one instruction; where it is not, edges are copied into padded buffers instead.</summary>
    static abstract bool HasMaskedLoad { get; }

    static abstract V Zero { get; }
    static abstract V Load(T* source);
    static abstract void Store(T* target, V value);

    /// <summary>All bits set in the first count lanes.</summary>
    static abstract V Mask(int count);

    /// <summary>The lanes of the mask, 0 in the others; memory beyond the mask is not touched.</summary>
    static abstract V LoadMasked(T* source, V mask);

    /// <summary>Writes the first count lanes, 0 &lt; count &lt; Count. For elements of four or eight bytes.</summary>
    static abstract void StoreFirst(T* target, V value, int count);

    /// <summary>The constant in every lane, rounded to T.</summary>
    static abstract V Of(double constant);
    static abstract V Broadcast(T value);

    /// <summary>The number at source in every lane. The largest tiles stand at the compiler's limit of locals to inline, and a value on the way is one local more.</summary>
    static abstract V Broadcast(T* source);

    static abstract V Add(V a, V b);
    static abstract V Sub(V a, V b);
    static abstract V Mul(V a, V b);
    static abstract V Div(V a, V b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>
    /// a·b + c for sums of products: <see cref="Fma"/> where the processor has it; without it rounded twice, because the exact one is a slow call per lane there.
    /// Formulas that count on the single rounding take Fma. Float and double only.
    /// </summary>
    static abstract V MultiplyAdd(V a, V b, V c);
    static abstract V Neg(V a);
    static abstract V Abs(V a);
    static abstract V Sqrt(V a);
    static abstract V Floor(V a);
    static abstract V Ceil(V a);

    /// <summary>To the nearest integer, halves to the even one.</summary>
    static abstract V Round(V a);

    /// <summary>x where x ≥ bound or x is NaN, else the bound. The bound must not be NaN.</summary>
    static abstract V AtLeast(V x, V bound);

    /// <summary>x where x ≤ bound or x is NaN, else the bound. The bound must not be NaN.</summary>
    static abstract V AtMost(V x, V bound);

    static abstract V Less(V a, V b);
    static abstract V LessEqual(V a, V b);
    static abstract V Equal(V a, V b);

    /// <summary>Lane by lane: yes where the mask is set, no elsewhere.</summary>
    static abstract V Select(V mask, V yes, V no);
    static abstract V And(V a, V b);
    static abstract V Or(V a, V b);
    static abstract V Xor(V a, V b);

    /// <summary>a with the bits of b cleared.</summary>
    static abstract V AndNot(V a, V b);
    static abstract bool AllTrue(V mask);

    /// <summary>The sum of the lanes.</summary>
    static abstract T Sum(V x);

    /// <summary>Elements 0, 2, 4 … of a and then of b. On a single lane, where a and b are the pair itself: a.</summary>
    static abstract V Evens(V a, V b);

    /// <summary>Elements 1, 3, 5 … of a and then of b. On a single lane, where a and b are the pair itself: b.</summary>
    static abstract V Odds(V a, V b);

    /// <summary>Stores e0, o0, e1, o1, … over two registers' lengths.</summary>
    static abstract void StoreZipped(T* target, V evens, V odds);

    // The lanes as signed 32-bit integers: only for T = float, where exponents are taken apart and put together.
    static abstract V OfBits(int bits);
    static abstract V BitsAdd(V a, V b);
    static abstract V BitsSub(V a, V b);
    static abstract V BitsShiftLeft(V a, int count);
    static abstract V BitsShiftRight(V a, int count);

    /// <summary>The integer in every lane's bits as a number.</summary>
    static abstract V BitsToNumber(V a);
}
