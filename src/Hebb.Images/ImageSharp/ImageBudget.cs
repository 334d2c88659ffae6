using System.Buffers;
using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.Memory;

namespace Hebb.Images;

/// <summary>The memory that ImageSharp may hold while it decodes one file. It is zeroed, so that what a damaged file leaves out is black and nobody else's pixels.</summary>
/// <param name="limit">Bytes.</param>
sealed class ImageBudget(long limit) : MemoryAllocator
{
    long held;

    /// <inheritdoc/>
    public override IMemoryOwner<T> Allocate<T>(int length, AllocationOptions options = AllocationOptions.None)
    {
        long bytes = (long)length * Unsafe.SizeOf<T>();
        if (length < 0 || bytes > limit - held) throw new InvalidMemoryOperationException($"decoding takes more than the {limit} bytes that an image of this size needs");
        held += bytes;
        return new Block<T>(this, new T[length], bytes);
    }

    /// <inheritdoc/>
    protected override int GetBufferCapacityInBytes() => int.MaxValue;

    sealed class Block<T>(ImageBudget budget, T[] array, long bytes) : IMemoryOwner<T>
    {
        long bytes = bytes;

        public Memory<T> Memory => array;

        public void Dispose() => budget.held -= Interlocked.Exchange(ref bytes, 0);
    }
}
