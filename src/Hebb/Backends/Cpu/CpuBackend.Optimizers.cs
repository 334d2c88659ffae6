using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Parameter updates.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override void Sgd(TensorData parameter, TensorData gradient, TensorData? velocity, SgdStep step)
    {
        gradient = Dense(gradient);
        switch (parameter.DType)
        {
            case DType.Float32: Sgd<float>(parameter, gradient, velocity, step); break;
            case DType.Float64: Sgd<double>(parameter, gradient, velocity, step); break;
            default: throw Unsupported("Training", parameter.DType);
        }
    }

    internal override void Adam(
        TensorData parameter, TensorData gradient, TensorData firstMoment, TensorData secondMoment, TensorData? largestSecondMoment, AdamStep step)
    {
        gradient = Dense(gradient);
        switch (parameter.DType)
        {
            case DType.Float32: Adam<float>(parameter, gradient, firstMoment, secondMoment, largestSecondMoment, step); break;
            case DType.Float64: Adam<double>(parameter, gradient, firstMoment, secondMoment, largestSecondMoment, step); break;
            default: throw Unsupported("Training", parameter.DType);
        }
    }

    static void Sgd<T>(TensorData parameter, TensorData gradient, TensorData? velocity, SgdStep step)
        where T : unmanaged, INumber<T>
    {
        using var ws = parameter.Open<T>();
        using var gs = gradient.Open<T>();
        using var vs = (velocity ?? parameter).Open<T>();
        fixed (T* w = ws, g = gs, v = vs)
        {
            var job = new SgdJob<T> { W = w, G = g, Velocity = velocity is null ? null : v, Count = parameter.Count, Step = step, Parts = Parts(parameter.Count) };
            WorkerPool.Run(ref job, job.Parts);
        }
    }

    static void Adam<T>(TensorData parameter, TensorData gradient, TensorData first, TensorData second, TensorData? largest, AdamStep step)
        where T : unmanaged, INumber<T>
    {
        using var ws = parameter.Open<T>();
        using var gs = gradient.Open<T>();
        using var ms = first.Open<T>();
        using var vs = second.Open<T>();
        using var xs = (largest ?? second).Open<T>();
        fixed (T* w = ws, g = gs, m = ms, v = vs, x = xs)
        {
            var job = new AdamJob<T> { W = w, G = g, M = m, V = v, Largest = largest is null ? null : x, Count = parameter.Count, Step = step, Parts = Parts(parameter.Count) };
            WorkerPool.Run(ref job, job.Parts);
        }
    }

    struct SgdJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public T* W, G, Velocity;
        public nint Count;
        public SgdStep Step;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            OptimizerKernels.Sgd(W + start, G + start, Velocity is null ? null : Velocity + start, end - start, Step);
        }
    }

    struct AdamJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public T* W, G, M, V, Largest;
        public nint Count;
        public AdamStep Step;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            OptimizerKernels.Adam(W + start, G + start, M + start, V + start, Largest is null ? null : Largest + start, end - start, Step);
        }
    }
}
