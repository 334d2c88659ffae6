using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class TransposeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(4, 4)]
    [InlineData(16, 23)]
    [InlineData(23, 16)]
    [InlineData(13, 5)]
    [InlineData(0, 3)]
    public void RowsBecomeColumns(int rows, int columns)
    {
        for (int padding = 0; padding < 12; padding++)
        {
            Check<float>(rows, columns, padding, i => i);
            Check<double>(rows, columns, padding, i => i);
        }
    }

    static void Check<T>(int rows, int columns, int padding, Func<int, T> number)
        where T : unmanaged
    {
        int fromRow = columns + 2, toRow = rows + padding + 1;
        T[] from = new T[rows * fromRow];
        T[] to = new T[columns * toRow];
        Array.Fill(to, number(-1));
        for (int i = 0; i < from.Length; i++)
            from[i] = number(i + 1);
        fixed (T* source = from, target = to)
            Transpose.Copy(source, fromRow, rows, columns, target, toRow, rows + padding);
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < toRow; i++)
                Assert.Equal(i < rows ? from[(i * fromRow) + j] : i < rows + padding ? default : number(-1), to[(j * toRow) + i]);
        }
    }
}
