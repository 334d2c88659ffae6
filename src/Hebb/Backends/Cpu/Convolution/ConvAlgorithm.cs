namespace Hebb.Backends.Cpu;

// What happens to the sums of a convolution on their way into y.
internal enum ConvEpilogue
{
    None,
    Relu,
}

// How a convolution is computed. Every one gives the same numbers to rounding; the tests force each in turn.
internal enum ConvAlgorithm
{
    // The cheapest by the cost rule of its pass.
    Auto,

    // Tiles whose vectors are read from the (padded) image itself, tap by tap through an offset table.
    Direct,

    // Tiles that read slivers of patches, packed from the image: for narrow images whose rows would leave vectors half empty.
    Packed,

    // F(4×4, 3×3) of Lavin and Gray: a quarter of the multiplications.
    Winograd,
}
