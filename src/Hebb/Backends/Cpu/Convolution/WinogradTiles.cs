using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Where the 4×4 tiles of outputs lie: rows of tiles, numbered through all images, one row after another.
internal struct WinogradTiles
{
    public const int Side = 4;

    // One channel of the image under some rows of tiles.
    public PatchGrid Grid;
    public int Images;
    public int Channels;

    public readonly int RowsPerImage => Grid.OutHeight;

    public readonly int Rows => Images * Grid.OutHeight;

    public readonly int PerRow => Grid.OutWidth;

    // `reach` is how many elements per direction a tile needs of the image: 6, or 4 of dy.
    public static WinogradTiles Of(in PatchGrid outputs, int images, int reach, int rowsPerBlock, int size)
    {
        WinogradTiles tiles = new() { Images = images, Channels = outputs.Channels, Grid = outputs };
        tiles.Grid.Channels = 1;
        tiles.Grid.OutHeight = (outputs.OutHeight + Side - 1) / Side;
        tiles.Grid.OutWidth = (outputs.OutWidth + Side - 1) / Side;
        tiles.Grid.StepH = tiles.Grid.StepW = Side;
        tiles.Grid.SpanH = tiles.Grid.SpanW = reach;
        tiles.Grid.Arrange(Math.Min(rowsPerBlock, tiles.Grid.OutHeight), size, false);
        return tiles;
    }

    public readonly unsafe void WriteTaps(int* taps)
    {
        for (int y = 0; y < Grid.SpanH; y++)
        {
            for (int x = 0; x < Grid.SpanW; x++)
                *taps++ = Grid.Tap(y, x);
        }
    }

    // Transforms one channel under rows of tiles first to end - 1; to[point · toPoint + tile].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly unsafe void Transform<TLanes, T, TVector>(T* image, int channel, int first, int end, T* to, nint toPoint, int* taps, T* copy, T* room)
        where TLanes : ISimd<TVector, T>
        where T : unmanaged, INumber<T>
        where TVector : unmanaged
    {
        nint plane = (nint)Grid.Height * Grid.Width;
        while (first < end)
        {
            int n = first / RowsPerImage, y = first % RowsPerImage, rows = Math.Min(end - first, RowsPerImage - y);
            Grid.Copy(image + ((((nint)n * Channels) + channel) * plane), y, rows, copy);
            for (int r = 0; r < rows; r++)
            {
                T* line = copy + Grid.Position(r, 0);
                for (int x = 0; x < PerRow; x += TLanes.Count)
                {
                    if (Grid.SpanH == 6)
                        WinogradTransform<TLanes, T, TVector>.Image(line + x, taps, to + x, toPoint, room);
                    else
                        WinogradTransform<TLanes, T, TVector>.OutputGradient(line + x, taps, to + x, toPoint, room);
                }

                to += PerRow;
            }

            first += rows;
        }
    }
}
