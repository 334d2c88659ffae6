using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Remainders shorter than a register: the last elements are copied into a padded one on the stack, computed there, and copied back.
/// So every element meets the same instructions wherever it lies, nothing outside the arrays is touched, and a result may overwrite its input.
/// </summary>
internal static unsafe class PaddedLanes
{
    /// <summary>Bytes of the widest register.</summary>
    internal const int Bytes = 64;

    internal static void Copy<T>(T* source, T* target, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++) target[i] = source[i];
    }

    /// <summary>Fills with ones, so that a padded lane never divides by zero.</summary>
    internal static void Ones<T>(T* target)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < Bytes / sizeof(T); i++) target[i] = T.One;
    }
}
