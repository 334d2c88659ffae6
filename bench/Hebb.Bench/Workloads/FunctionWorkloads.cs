namespace Hebb.Bench.Workloads;

/// <summary>Single operations on a million values, without recording.</summary>
static class FunctionWorkloads
{
    const string Group = "functions";
    const int Million = 1 << 20;

    public static IEnumerable<Workload> All =>
    [
        new("maxpool-2x2", Group, "100x3x32x32", () => Of([100, 3, 32, 32], x => x.MaxPool2d(2))),
        new("batchnorm-train", Group, "64x16x32x32, training mode", BatchNorm),
        new("softmax-1024", Group, "rows of 1024x1024", () => Of([1024, 1024], x => x.Softmax(1))),
        new("exp-1m", Group, "one million values", () => Of(Million, x => x.Exp())),
        new("sigmoid-1m", Group, "one million values", () => Of(Million, x => x.Sigmoid())),
        new("tanh-1m", Group, "one million values", () => Of(Million, x => x.Tanh())),
        new("relu-1m", Group, "one million values", () => Of(Million, x => x.Relu())),
        new("sum-1m", Group, "one million values", () => Of(Million, x => x.Sum())),
        new("add-1m", Group, "one million values", () =>
        {
            Tensor y = Tensor.Randn(Million);
            return Of(Million, x => x + y);
        }),
    ];

    static Action BatchNorm()
    {
        var layer = new Nn.BatchNorm2d(16);
        Tensor x = Tensor.Randn([64, 16, 32, 32]);
        return () =>
        {
            using var scope = Memory.Scope();
            using var quiet = Autograd.NoGrad();
            layer.Forward(x);
        };
    }

    static Action Of(Shape shape, Func<Tensor, Tensor> function)
    {
        Tensor x = Tensor.Randn(shape);
        return () =>
        {
            using var scope = Memory.Scope();
            function(x);
        };
    }
}
