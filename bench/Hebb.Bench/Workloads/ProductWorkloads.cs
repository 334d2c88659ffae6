namespace Hebb.Bench.Workloads;

/// <summary>Matrix products [m, k] · [k, n] in Float32, without recording.</summary>
static class ProductWorkloads
{
    public static IEnumerable<Workload> All =>
        from s in new (int M, int N, int K)[]
        {
            (64, 64, 64), (128, 128, 128), (256, 256, 256), (512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048),
            (8, 256, 784), (32, 256, 784), (128, 256, 784), (32, 64, 1024), (32, 4000, 3072), (128, 4000, 3072),
        }
        select new Workload($"mm-{s.M}x{s.N}x{s.K}", "products", $"[{s.M},{s.K}] @ [{s.K},{s.N}]; the result's buffer is recycled", () => Product(s.M, s.N, s.K))
        {
            Flops = 2.0 * s.M * s.N * s.K,
        };

    static Action Product(int m, int n, int k)
    {
        Tensor a = Tensor.Randn([m, k]), b = Tensor.Randn([k, n]);
        return () =>
        {
            using var scope = Memory.Scope();
            a.MatMul(b);
        };
    }
}
