namespace Hebb.Backends.Cpu;

// The function that a product may apply to each of its elements as it stores them.
internal enum Activation
{
    None,
    Relu,
    Sigmoid,
    Tanh,
}

// What happens to a product on its way into C, in this order: C's old value is added, the bias row is added, the activation is applied.
internal readonly unsafe struct Epilogue
{
    // C += A·B instead of C = A·B.
    public bool Accumulate { get; init; }

    // n elements of the product's own type, added to every row; null for none.
    public void* RowBias { get; init; }

    public Activation Activation { get; init; }

    // Which activations the product applies itself; the others are the caller's, after the product.
    public static bool Supports(Activation activation) => activation is Activation.None or Activation.Relu;
}
