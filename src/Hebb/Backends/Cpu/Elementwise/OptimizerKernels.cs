using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Parameter updates in place, one pass over every array: one register a step, the remainder by the one-lane form of the same code. For float and double.
/// The formulas are those of PyTorch 1.13; ranges are given by shifted pointers.
/// </summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>y += α·x.</summary>
    internal static void AddScaled<T>(T* y, T* x, nint n, double alpha)
        where T : unmanaged, INumber<T>
    {
        RequireReal<T>();
        SimdDispatch.Run<AddScaledJob, T>(new AddScaledJob(y, x, n, alpha));
    }

    /// <summary>
    /// Stochastic gradient descent: g += weightDecay·w; with momentum the buffer becomes g at the first step and momentum·buffer + (1 − dampening)·g later,
    /// and g becomes g + momentum·buffer (Nesterov) or the buffer; w −= lr·g. The buffer is null without momentum.
    /// </summary>
    internal static void Sgd<T>(T* w, T* g, T* buffer, nint n, SgdStep step)
        where T : unmanaged, INumber<T>
    {
        RequireReal<T>();
        SimdDispatch.Run<SgdJob, T>(new SgdJob(w, g, buffer, n, step));
    }

    /// <summary>
    /// Adam (Kingma and Ba 2014), AdamW when decoupled (Loshchilov and Hutter 2017), with the largest second moment when vmax is not null
    /// (AMSGrad, Reddi et al. 2018): m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w −= lr/(1−β₁ᵗ) · m/(√v/√(1−β₂ᵗ) + ε).
    /// </summary>
    internal static void Adam<T>(T* w, T* g, T* m, T* v, T* vmax, nint n, AdamStep step)
        where T : unmanaged, INumber<T>
    {
        RequireReal<T>();
        SimdDispatch.Run<AdamJob, T>(new AdamJob(w, g, m, v, vmax, n, step));
    }

    static void RequireReal<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Parameters of type {typeof(T).Name} cannot be trained; convert them to Float32 or Float64.");
    }

    internal readonly struct AddScaledJob(void* y, void* x, nint n, double alpha) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            nint whole = n - (n % S.Count);
            AddScaledCore<S, V, T>((T*)y, (T*)x, 0, whole, alpha);
            AddScaledCore<SimdScalar<T>, T, T>((T*)y, (T*)x, whole, n, alpha);
        }
    }

    internal readonly struct SgdJob(void* w, void* g, void* buffer, nint n, SgdStep step) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            nint whole = n - (n % S.Count);
            SgdCore<S, V, T>((T*)w, (T*)g, (T*)buffer, 0, whole, step);
            SgdCore<SimdScalar<T>, T, T>((T*)w, (T*)g, (T*)buffer, whole, n, step);
        }
    }

    internal readonly struct AdamJob(void* w, void* g, void* m, void* v, void* vmax, nint n, AdamStep step) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            nint whole = n - (n % S.Count);
            AdamCore<S, V, T>((T*)w, (T*)g, (T*)m, (T*)v, (T*)vmax, whole, step);
            T* largest = vmax == null ? null : (T*)vmax + whole;
            AdamCore<SimdScalar<T>, T, T>((T*)w + whole, (T*)g + whole, (T*)m + whole, (T*)v + whole, largest, n - whole, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddScaledCore<S, V, T>(T* y, T* x, nint start, nint end, double alpha)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V scale = S.Of(alpha);
        for (nint i = start; i < end; i += S.Count) S.Store(y + i, S.Fma(scale, S.Load(x + i), S.Load(y + i)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SgdCore<S, V, T>(T* w, T* g, T* buffer, nint start, nint end, SgdStep step)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V decay = S.Of(step.WeightDecay), momentum = S.Of(step.Momentum), rate = S.Of(-step.LearningRate), fresh = S.Of(1 - step.Dampening);
        bool decays = step.WeightDecay != 0;
        for (nint i = start; i < end; i += S.Count)
        {
            V weight = S.Load(w + i), gradient = S.Load(g + i);
            if (decays) gradient = S.Fma(weight, decay, gradient);
            if (buffer != null)
            {
                V velocity = step.First ? gradient : S.Fma(momentum, S.Load(buffer + i), S.Mul(fresh, gradient));
                S.Store(buffer + i, velocity);
                gradient = step.Nesterov ? S.Fma(momentum, velocity, gradient) : velocity;
            }

            S.Store(w + i, S.Fma(rate, gradient, weight));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AdamCore<S, V, T>(T* w, T* g, T* m, T* v, T* vmax, nint n, AdamStep step)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        double correction1 = 1 - Math.Pow(step.Beta1, step.Step), correction2 = 1 - Math.Pow(step.Beta2, step.Step);
        V keep1 = S.Of(step.Beta1), new1 = S.Of(1 - step.Beta1), keep2 = S.Of(step.Beta2), new2 = S.Of(1 - step.Beta2);
        V rate = S.Of(-step.LearningRate / correction1), root = S.Of(Math.Sqrt(correction2)), epsilon = S.Of(step.Epsilon);
        V decay = S.Of(step.WeightDecay), shrink = S.Of(1 - (step.LearningRate * step.WeightDecay));
        bool decays = step.WeightDecay != 0;
        for (nint i = 0; i < n; i += S.Count)
        {
            V weight = S.Load(w + i), gradient = S.Load(g + i);
            if (decays)
            {
                if (step.Decoupled) weight = S.Mul(weight, shrink);
                else gradient = S.Fma(weight, decay, gradient);
            }

            V first = S.Fma(keep1, S.Load(m + i), S.Mul(new1, gradient));
            V second = S.Fma(keep2, S.Load(v + i), S.Mul(new2, S.Mul(gradient, gradient)));
            S.Store(m + i, first);
            S.Store(v + i, second);
            if (vmax != null)
            {
                V largest = S.Load(vmax + i);
                second = S.Select(S.Equal(largest, largest), S.AtLeast(second, largest), largest);
                S.Store(vmax + i, second);
            }

            V denominator = S.Add(S.Div(S.Sqrt(second), root), epsilon);
            S.Store(w + i, S.Fma(rate, S.Div(first, denominator), weight));
        }
    }
}
