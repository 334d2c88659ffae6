namespace Hebb.Bench.Workloads;

/// <summary>Single convolutions: the forward pass without recording, and the three gradients of one that was recorded.</summary>
static class ConvolutionWorkloads
{
    const string Group = "convolutions";

    public static IEnumerable<Workload> All =>
    [
        .. Both("cifar5x5", 64, 3, 32, 5, 2, 32), .. Both("cifar3x3", 64, 32, 16, 3, 1, 32), .. Both("mid", 64, 64, 64, 3, 1, 16), .. Both("digits", 100, 1, 16, 3, 1, 8),
        .. Both("resnet", 1, 64, 64, 3, 1, 56), .. Both("vgg", 1, 256, 256, 3, 1, 56), .. Both("course", 100, 3, 25, 3, 1, 31, 2), .. Both("point", 8, 128, 128, 1, 0, 28),
    ];

    static IEnumerable<Workload> Both(string tag, int n, int inputs, int outputs, int k, int pad, int side, int stride = 1)
    {
        string shape = $"batch {n}, {inputs}->{outputs}, {k}x{k}, pad {pad}, stride {stride}, {side}x{side}";
        int outSide = ((side + (2 * pad) - k) / stride) + 1;
        double flops = 2.0 * n * outputs * outSide * outSide * inputs * k * k;
        yield return new Workload($"conv-{tag}-forward", Group, shape, Forward) { Flops = flops };
        yield return new Workload($"conv-{tag}-backward", Group, shape + ", gradients of input, weight and bias", Backward) { Flops = 2 * flops };

        Action Forward()
        {
            (Tensor x, Tensor w, Tensor b) = Make();
            return () =>
            {
                using var scope = Memory.Scope();
                x.Conv2d(w, b, (stride, stride), (pad, pad));
            };
        }

        Action Backward()
        {
            (Tensor x, Tensor w, Tensor b) = Make();
            Tensor y = x.WithGrad().Conv2d(w.WithGrad(), b.WithGrad(), (stride, stride), (pad, pad)), g = Tensor.Randn(y.Shape);
            return () =>
            {
                using var scope = Memory.Scope();
                Autograd.Grad(y, [x, w, b], g, retainGraph: true);
            };
        }

        (Tensor X, Tensor W, Tensor B) Make() => (Tensor.Randn([n, inputs, side, side]), Tensor.Randn([outputs, inputs, k, k]), Tensor.Randn(outputs));
    }
}
