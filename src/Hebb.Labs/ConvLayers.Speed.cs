using System.Diagnostics;
using System.Globalization;
using Hebb.Plots;

namespace Hebb.Labs;

/// <content>Fast kernels against nested loops.</content>
internal sealed partial class ConvLayers
{
    // The course's sizes, in Float32, in which networks are trained. Its naive side is Python; ours is the same loops in C#.
    static void Speed(LabContext lab, LabResult table)
    {
        var times = new List<(string Name, double Naive, double Fast)>();
        var random = new NumPyRandomState(CourseSeed);
        Tensor x = Single(Draw(random, [100, 3, 31, 31])), w = Single(Draw(random, [25, 3, 3, 3])), b = Single(Draw(random, [25])), dy = Single(Draw(random, [100, 25, 16, 16]));
        (int N, int C, int H, int W) images = NaiveLayers.Axes(x), kernels = NaiveLayers.Axes(w);
        float[] xs = x.ToArray<float>(), ws = w.ToArray<float>(), bs = b.ToArray<float>(), slopes = dy.ToArray<float>();
        (int, int) stride = (2, 2);
        (int, int, int, int) padding = (1, 1, 1, 1);

        float[] naive = Reference.Conv2d<float>(xs, images, ws, kernels, bs, stride, padding, (1, 1), 1);
        double slow = Shortest(2, () => Reference.Conv2d<float>(xs, images, ws, kernels, bs, stride, padding, (1, 1), 1));
        double fast = Shortest(20, () => x.Conv2d(w, b, stride, (1, 1)));
        Row("conv forward", "602×", slow, fast);
        table.AtMost("conv, fast against naive in Float32", "0, but for rounding", Distance(x.Conv2d(w, b, stride, (1, 1)), Array.ConvertAll(naive, value => (double)value)), 1e-5);

        Tensor[] leaves = [x.Clone().WithGrad(), w.Clone().WithGrad(), b.Clone().WithGrad()];
        Tensor y = leaves[0].Conv2d(leaves[1], leaves[2], stride, (1, 1));
        slow = Shortest(2, () =>
        {
            Reference.Conv2dInputGradient<float>(slopes, images, ws, kernels, stride, padding, (1, 1), 1);
            Reference.Conv2dWeightGradient<float>(xs, images, slopes, kernels, stride, padding, (1, 1), 1);
            Reference.Conv2dBiasGradient<float>(slopes, images.N, kernels.N);
        });
        fast = Shortest(20, () => Autograd.Grad(y, leaves, dy, retainGraph: true));
        Row("conv backward", "497×", slow, fast);

        x = Single(Draw(random, [100, 3, 32, 32]));
        dy = Single(Draw(random, [100, 3, 16, 16]));
        images = NaiveLayers.Axes(x);
        xs = x.ToArray<float>();
        slopes = dy.ToArray<float>();
        (_, int[] winners) = Reference.MaxPool2d<float>(xs, images, stride, stride, (0, 0), (1, 1));
        slow = Shortest(5, () => Reference.MaxPool2d<float>(xs, images, stride, stride, (0, 0), (1, 1)));
        fast = Shortest(20, () => x.MaxPool2d(2));
        Row("max-pool forward", "80×", slow, fast);

        Tensor leaf = x.Clone().WithGrad();
        y = leaf.MaxPool2d(2);
        slow = Shortest(5, () => NaiveLayers.MaxPoolGradient<float>(slopes, winners, images.N * images.C, images.H * images.W));
        fast = Shortest(20, () => Autograd.Grad(y, [leaf], dy, retainGraph: true));
        Row("max-pool backward", "31×", slow, fast);
        lab.Page.Heading("Fast against naive").Figure(
            new BarChart("How many times faster the kernels are", [.. times.Select(time => time.Name)]) { Horizontal = true, XTitle = "times faster", Digits = 3 }
                .Bars("than the same loops in C#", times.Select(time => time.Naive / time.Fast).ToArray()),
            "The course's naive side is Python, ours is the same loops in C#; one image set of its sizes, in Float32.");

        void Row(string figure, string reference, double naiveTime, double fastTime)
        {
            lab.Stop.ThrowIfCancellationRequested();
            times.Add((figure, naiveTime, fastTime));
            table.Inform(
                $"{figure}: fast / naive",
                $"{reference} (naive in Python)",
                string.Create(CultureInfo.InvariantCulture, $"{naiveTime / fastTime:F0}× ({1000 * naiveTime:G3} ms, {1000 * fastTime:G2} ms)"));
        }
    }

    static Tensor Single(Tensor x) => x.To(DType.Float32);

    // The shortest of some runs in seconds, the first of which only warms up.
    static double Shortest(int runs, Action work)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i <= runs; i++)
        {
            using var scope = Memory.Scope();
            long start = Stopwatch.GetTimestamp();
            work();
            if (i > 0) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
