namespace Hebb.Nn;

/// <summary>A learned table of vectors, looked up by number. State: weight [count, length], normal with mean 0 and deviation 1 at the beginning.</summary>
public sealed class Embedding : Module
{
    /// <summary>Makes the table.</summary>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <param name="length">The length of a row, at least 1.</param>
    /// <param name="paddingIndex">A row that begins as zeros and gets no gradient; null for none.</param>
    /// <param name="generator">Where the initial values come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the padding is no row.</exception>
    public Embedding(int count, int length, int? paddingIndex = null, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (paddingIndex is { } row && (uint)row >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), row, $"The padding of an embedding is one of its rows, 0 to {count - 1}.");
        Weight = AddParameter("weight", Tensor.Randn([count, length], generator: generator));
        PaddingIndex = paddingIndex;
        if (paddingIndex is { } zero) Init.Zeros(Weight.Tensor.View([length], [1], zero * length));
    }

    /// <summary>The table, shape [count, length].</summary>
    public Parameter Weight { get; }

    /// <summary>The row that gets no gradient, or null.</summary>
    public int? PaddingIndex { get; }

    /// <summary>The rows of the numbers.</summary>
    /// <param name="x">Integers 0 … count − 1, any shape.</param>
    /// <returns>The shape of x with the length of a row behind it.</returns>
    /// <exception cref="DTypeException">x does not hold integers.</exception>
    /// <exception cref="IndexException">A number is not that of a row.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Embedding(Weight.Tensor, PaddingIndex);

    /// <inheritdoc/>
    protected override string Describe() => $"{Weight.Shape[0]}, {Weight.Shape[1]}{(PaddingIndex is { } row ? $", padding_idx={row}" : string.Empty)}";
}
