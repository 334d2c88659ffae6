namespace Hebb.Backends.Cpu;

// The few vector operations that a matrix product needs, so that one kernel text serves every width and both types.
// TVector is the runtime's own vector type (not a wrapper), which the compiler keeps in a register.
internal unsafe interface ILanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    static abstract int Count { get; }

    // How many rows by two vectors of accumulators fill the registers, leaving three for the operands.
    static abstract int TileRows { get; }

    // Whether LoadMasked is one instruction; where it is not, edges are copied into padded buffers instead.
    static abstract bool HasMaskedLoad { get; }

    static abstract TVector Load(T* source);

    static abstract TVector Broadcast(T* source);

    static abstract void Store(T* target, TVector value);

    // x·y + z, fused where the processor can.
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    static abstract TVector Add(TVector x, TVector y);

    // max(x, 0); NaN stays NaN.
    static abstract TVector Relu(TVector x);

    static abstract T Sum(TVector x);

    // All bits set in the first count lanes.
    static abstract TVector Mask(int count);

    // The lanes of the mask, 0 in the others; memory beyond the mask is not touched.
    static abstract TVector LoadMasked(T* source, TVector mask);

    // Writes the first count lanes, 0 < count < Count.
    static abstract void StoreFirst(T* target, TVector value, int count);
}
