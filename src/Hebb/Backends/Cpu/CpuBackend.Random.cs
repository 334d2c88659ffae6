namespace Hebb.Backends.Cpu;

/// <content>Random numbers.</content>
internal sealed partial class CpuBackend
{
    internal override void FillUniform(TensorData x, Generator generator, double low, double high)
    {
        switch (x.DType)
        {
            case DType.Float32:
                using (var xs = x.Open<float>()) generator.Uniform(xs.Span(x.Count), (float)low, (float)high);
                break;
            case DType.Float64:
                using (var xs = x.Open<double>()) generator.Uniform(xs.Span(x.Count), low, high);
                break;
            default: throw Unsupported("Uniform random numbers", x.DType);
        }
    }

    internal override void FillNormal(TensorData x, Generator generator, double mean, double std)
    {
        switch (x.DType)
        {
            case DType.Float32:
                using (var xs = x.Open<float>()) generator.Normal(xs.Span(x.Count), (float)mean, (float)std);
                break;
            case DType.Float64:
                using (var xs = x.Open<double>()) generator.Normal(xs.Span(x.Count), mean, std);
                break;
            default: throw Unsupported("Normal random numbers", x.DType);
        }
    }

    internal override void FillBernoulli(TensorData x, Generator generator, double probability)
    {
        switch (x.DType)
        {
            case DType.Float32:
                using (var xs = x.Open<float>()) generator.Bernoulli(xs.Span(x.Count), probability);
                break;
            case DType.Float64:
                using (var xs = x.Open<double>()) generator.Bernoulli(xs.Span(x.Count), probability);
                break;
            default: throw Unsupported("A random mask", x.DType);
        }
    }
}
