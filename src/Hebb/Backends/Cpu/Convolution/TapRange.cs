namespace Hebb.Backends.Cpu;

// The kernel elements along one axis that a correlation uses: Count of them, the first being the kernel's element First and lying At
// rows (columns) from the position, each next one Step elements and Move rows further. Move is negative where the kernel is flipped.
internal record struct TapRange(int Count, int First, int Step, int At, int Move)
{
    public readonly int Element(int index) => First + (index * Step);

    public readonly int Place(int index) => At + (index * Move);

    // All elements in order.
    public static TapRange All(int count, int dilation) => new(count, 0, 1, 0, dilation);
}
