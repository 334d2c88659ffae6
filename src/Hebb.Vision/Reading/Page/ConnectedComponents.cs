using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>The connected parts of the ink of a black-and-white image: pixels that touch on one of eight sides belong together.</summary>
/// <remarks>Two passes over runs of pixels with a union-find structure between them. Source: Rosenfeld and Pfaltz (Journal of the ACM 13, 1966).</remarks>
public sealed class ConnectedComponents
{
    readonly int[] labels;

    ConnectedComponents(int width, int height, int[] labels, LetterBox[] boxes, int[] areas) => (Width, Height, this.labels, Boxes, Areas) = (width, height, labels, boxes, areas);

    /// <summary>The columns of the image.</summary>
    public int Width { get; }

    /// <summary>The rows of the image.</summary>
    public int Height { get; }

    /// <summary>How many there are.</summary>
    public int Count => Boxes.Count;

    /// <summary>For each pixel, row by row, the number of its component from 1 on; 0 is paper.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The box around each component; the component with number n stands at n − 1. In the order in which they begin, from the top.</summary>
    public IReadOnlyList<LetterBox> Boxes { get; }

    /// <summary>How many pixels each component has.</summary>
    public IReadOnlyList<int> Areas { get; }

    /// <summary>Finds the components of an image.</summary>
    /// <param name="image">One channel: ink is below 128.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static ConnectedComponents Label(Image image)
    {
        OneChannel.Require(image);
        return Label(image.Pixels, image.Width, image.Height, inkIsBelow: true);
    }

    /// <summary>The same; ink is below 128 or from there on.</summary>
    internal static ConnectedComponents Label(ReadOnlySpan<byte> pixels, int width, int height, bool inkIsBelow)
    {
        var numbered = new int[width * height];
        var parents = new List<int> { 0 };
        List<(int Left, int Right, int Label)> above = [], runs = [];
        byte flip = inkIsBelow ? (byte)0 : (byte)255;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * width, width);
            runs.Clear();
            int next = 0;
            for (int x = 0; x < row.Length; x++)
            {
                if ((byte)(row[x] ^ flip) >= 128) continue;
                int left = x;
                while (x < row.Length && (byte)(row[x] ^ flip) < 128) x++;

                // Runs above that reach from one column left of this run to one right of it.
                while (next < above.Count && above[next].Right < left) next++;
                int label = 0;
                for (int k = next; k < above.Count && above[k].Left <= x; k++)
                {
                    int root = Root(above[k].Label);
                    if (label == 0) label = root;
                    else if (root != label)
                    {
                        (int low, int high) = root < label ? (root, label) : (label, root);
                        parents[high] = low;
                        label = low;
                    }
                }

                if (label == 0)
                {
                    label = parents.Count;
                    parents.Add(label);
                }

                runs.Add((left, x, label));
                numbered.AsSpan((y * width) + left, x - left).Fill(label);
            }

            (above, runs) = (runs, above);
        }

        var numbers = new int[parents.Count];
        int count = 0;
        for (int label = 1; label < numbers.Length; label++) numbers[label] = parents[label] == label ? ++count : numbers[Root(label)];
        var boxes = new LetterBox[count];
        var areas = new int[count];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
            {
                if (numbered[i] == 0) continue;
                int first = x, number = numbers[numbered[i]];
                while (x < width && numbered[i] != 0)
                {
                    numbered[i] = number;
                    x++;
                    i++;
                }

                LetterBox box = boxes[number - 1];
                boxes[number - 1] = areas[number - 1] == 0
                    ? new LetterBox(y, first, y + 1, x)
                    : new LetterBox(box.Top, Math.Min(box.Left, first), y + 1, Math.Max(box.Right, x));
                areas[number - 1] += x - first;
                x--;
                i--;
            }
        }

        return new ConnectedComponents(width, height, numbered, boxes, areas);

        int Root(int label)
        {
            while (parents[label] != label)
            {
                parents[label] = parents[parents[label]];
                label = parents[label];
            }

            return label;
        }
    }
}
