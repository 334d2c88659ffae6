using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// Turns rows into columns in square blocks held in registers.
internal static unsafe class Transpose
{
    // to[j, i] = from[i, j] for a matrix of rows × columns with unit column strides on both sides; to[j, i] = 0 for rows ≤ i < padded.
    // Lanes: blocks of 8×8 (AVX) or 4×4 numbers of four bytes, a block that the rows do not fill being copied and padded first.
    // Remainder: number by number, as is everything of other sizes. Scalar twin: the loop in TransposeTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Copy<T>(T* from, nint fromRow, int rows, int columns, T* to, nint toRow, int padded)
        where T : unmanaged
    {
        int i = 0;
        if (sizeof(T) == 4 && Avx.IsSupported)
        {
            float* block = stackalloc float[64];
            for (; i <= padded - 8; i += 8)
            {
                int filled = Math.Clamp(rows - i, 0, 8);
                T* source = from + (i * fromRow);
                int j = 0;
                for (; j <= columns - 8; j += 8)
                {
                    float* target = (float*)(to + (j * toRow) + i);
                    if (filled == 8)
                    {
                        Eight((float*)(source + j), fromRow, target, toRow);
                    }
                    else
                    {
                        for (int r = 0; r < 8; r++)
                            (r < filled ? Vector256.Load((float*)(source + j + (r * fromRow))) : Vector256<float>.Zero).Store(block + (8 * r));
                        Eight(block, 8, target, toRow);
                    }
                }

                Plain(source + j, fromRow, filled, columns - j, to + (j * toRow) + i, toRow, 8);
            }
        }

        if (sizeof(T) == 4 && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            for (; i <= rows - 4; i += 4)
            {
                int j = 0;
                for (; j <= columns - 4; j += 4)
                    Four((float*)(from + (i * fromRow) + j), fromRow, (float*)(to + (j * toRow) + i), toRow);
                Plain(from + (i * fromRow) + j, fromRow, 4, columns - j, to + (j * toRow) + i, toRow, 4);
            }
        }

        Plain(from + (i * fromRow), fromRow, Math.Max(0, rows - i), columns, to + i, toRow, padded - i);
    }

    static void Plain<T>(T* from, nint fromRow, int rows, int columns, T* to, nint toRow, int padded)
        where T : unmanaged
    {
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
                to[i] = from[(i * fromRow) + j];
            for (int i = rows; i < padded; i++)
                to[i] = default;
            to += toRow;
        }
    }

    // Halves of two rows are loaded into one vector, so that only shuffles within 128 bits remain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Eight(float* from, nint fromRow, float* to, nint toRow)
    {
        Half(from, fromRow, to, toRow);
        Half(from + 4, fromRow, to + (4 * toRow), toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Half(float* from, nint row, float* to, nint toRow)
    {
        Vector256<float> r0 = Vector256.Create(Vector128.Load(from), Vector128.Load(from + (4 * row)));
        Vector256<float> r1 = Vector256.Create(Vector128.Load(from + row), Vector128.Load(from + (5 * row)));
        Vector256<float> r2 = Vector256.Create(Vector128.Load(from + (2 * row)), Vector128.Load(from + (6 * row)));
        Vector256<float> r3 = Vector256.Create(Vector128.Load(from + (3 * row)), Vector128.Load(from + (7 * row)));
        Vector256<float> t0 = Avx.UnpackLow(r0, r1);
        Vector256<float> t1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> t2 = Avx.UnpackLow(r2, r3);
        Vector256<float> t3 = Avx.UnpackHigh(r2, r3);
        Avx.Shuffle(t0, t2, 0x44).Store(to);
        Avx.Shuffle(t0, t2, 0xEE).Store(to + toRow);
        Avx.Shuffle(t1, t3, 0x44).Store(to + (2 * toRow));
        Avx.Shuffle(t1, t3, 0xEE).Store(to + (3 * toRow));
    }

    // Whether Four may be called.
    public static bool HasFour => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    // One block of 4×4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(float* from, nint row, float* to, nint toRow)
    {
        Vector128<float> r0 = Vector128.Load(from);
        Vector128<float> r1 = Vector128.Load(from + row);
        Vector128<float> r2 = Vector128.Load(from + (2 * row));
        Vector128<float> r3 = Vector128.Load(from + (3 * row));
        Vector128<float> t0 = Low(r0, r2);
        Vector128<float> t1 = High(r0, r2);
        Vector128<float> t2 = Low(r1, r3);
        Vector128<float> t3 = High(r1, r3);
        Low(t0, t2).Store(to);
        High(t0, t2).Store(to + toRow);
        Low(t1, t3).Store(to + (2 * toRow));
        High(t1, t3).Store(to + (3 * toRow));
    }

    // x0 y0 x1 y1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Low(Vector128<float> x, Vector128<float> y) => Sse.IsSupported ? Sse.UnpackLow(x, y) : AdvSimd.Arm64.ZipLow(x, y);

    // x2 y2 x3 y3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> High(Vector128<float> x, Vector128<float> y) => Sse.IsSupported ? Sse.UnpackHigh(x, y) : AdvSimd.Arm64.ZipHigh(x, y);
}
