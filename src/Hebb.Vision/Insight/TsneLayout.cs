using System.Numerics;
using System.Runtime.InteropServices;
using Hebb.Backends.Cpu;

namespace Hebb.Vision.Insight;

/// <summary>The points of t-SNE in the plane while they move.</summary>
sealed class TsneLayout(double[] neighbours, int n)
{
    const double FirstSpread = 1e-4;
    const int RowsPerPart = 64;

    readonly double[] x = new double[n], y = new double[n], gainX = Ones(n), gainY = Ones(n), speedX = new double[n], speedY = new double[n];
    readonly double[] pullX = new double[n], pullY = new double[n], pushX = new double[n], pushY = new double[n], sums = new double[n];

    /// <summary>Puts the points where their first principal components are, 10⁻⁴ wide.</summary>
    public void Start(Tensor projected)
    {
        double[] all = projected.ToArray<double>();
        int columns = projected.Shape[1];
        double spread = 0;
        for (int i = 0; i < n; i++) spread += all[i * columns] * all[i * columns] / n;
        double factor = spread > 0 ? FirstSpread / Math.Sqrt(spread) : 0;
        for (int i = 0; i < n; i++)
        {
            x[i] = all[i * columns] * factor;
            y[i] = columns > 1 ? all[(i * columns) + 1] * factor : 0;
        }
    }

    /// <summary>One step: 4·Σⱼ(a·pᵢⱼ − qᵢⱼ)(yᵢ − yⱼ)/(1 + ‖yᵢ − yⱼ‖²), with momentum and a gain for each coordinate that grows while the direction stays.</summary>
    public void Step(double exaggeration, double momentum, double rate)
    {
        Forces();
        double sum = 0;
        foreach (double part in sums) sum += part;
        double meanX = 0, meanY = 0;
        for (int i = 0; i < n; i++)
        {
            Move(ref x[i], ref speedX[i], ref gainX[i], 4 * ((exaggeration * pullX[i]) - (pushX[i] / sum)), momentum, rate);
            Move(ref y[i], ref speedY[i], ref gainY[i], 4 * ((exaggeration * pullY[i]) - (pushY[i] / sum)), momentum, rate);
            meanX += x[i] / n;
            meanY += y[i] / n;
        }

        for (int i = 0; i < n; i++)
        {
            x[i] -= meanX;
            y[i] -= meanY;
        }
    }

    /// <summary>Σ p·log(p/q) where the points are now.</summary>
    public double Divergence()
    {
        Forces();
        double sum = 0, divergence = 0;
        foreach (double part in sums) sum += part;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double p = neighbours[(i * n) + j], dx = x[i] - x[j], dy = y[i] - y[j];
                if (p > 0) divergence += p * Math.Log(p * sum * (1 + (dx * dx) + (dy * dy)));
            }
        }

        return divergence;
    }

    public Tensor ToTensor()
    {
        var points = new double[2 * n];
        for (int i = 0; i < n; i++) (points[2 * i], points[(2 * i) + 1]) = (x[i], y[i]);
        return Tensor.Wrap(points, [n, 2]);
    }

    static void Move(ref double place, ref double speed, ref double gain, double gradient, double momentum, double rate)
    {
        gain = Math.Max(0.01, Math.Sign(gradient) == Math.Sign(speed) ? gain * 0.8 : gain + 0.2);
        speed = (momentum * speed) - (rate * gain * gradient);
        place += speed;
    }

    void Forces()
    {
        var job = new Rows(this);
        WorkerPool.Run(ref job, (n + RowsPerPart - 1) / RowsPerPart);
    }

    // Lanes: Vector<double>, as wide as the machine; the last n mod width points one by one, in the same formula.
    void Row(int i)
    {
        ReadOnlySpan<double> p = neighbours.AsSpan(i * n, n);
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x), ys = MemoryMarshal.Cast<double, Vector<double>>(y), ps = MemoryMarshal.Cast<double, Vector<double>>(p);
        Vector<double> ownX = new(x[i]), ownY = new(y[i]);
        Vector<double> toX = default, toY = default, fromX = default, fromY = default, all = default;
        for (int j = 0; j < xs.Length; j++)
        {
            Vector<double> dx = ownX - xs[j], dy = ownY - ys[j];
            Vector<double> q = Vector<double>.One / (Vector<double>.One + (dx * dx) + (dy * dy)), near = ps[j] * q, far = q * q;
            all += q;
            toX += near * dx;
            toY += near * dy;
            fromX += far * dx;
            fromY += far * dy;
        }

        double pullsX = Vector.Sum(toX), pullsY = Vector.Sum(toY), pushesX = Vector.Sum(fromX), pushesY = Vector.Sum(fromY), sum = Vector.Sum(all);
        for (int j = xs.Length * Vector<double>.Count; j < n; j++)
        {
            double dx = x[i] - x[j], dy = y[i] - y[j], q = 1 / (1 + (dx * dx) + (dy * dy)), near = p[j] * q, far = q * q;
            sum += q;
            pullsX += near * dx;
            pullsY += near * dy;
            pushesX += far * dx;
            pushesY += far * dy;
        }

        // A point and itself have q = 1, which does not count.
        (pullX[i], pullY[i], pushX[i], pushY[i], sums[i]) = (pullsX, pullsY, pushesX, pushesY, sum - 1);
    }

    static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }

    readonly struct Rows(TsneLayout layout) : IJob
    {
        public void Run(int part)
        {
            int end = Math.Min((part + 1) * RowsPerPart, layout.x.Length);
            for (int i = part * RowsPerPart; i < end; i++) layout.Row(i);
        }
    }
}
