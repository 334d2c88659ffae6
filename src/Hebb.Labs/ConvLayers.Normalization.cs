namespace Hebb.Labs;

/// <content>Batch, group and layer normalisation.</content>
internal sealed partial class ConvLayers
{
    static readonly int[] ChannelAxes = [0, 2, 3];

    static void BatchNormalization(LabContext lab, LabResult table)
    {
        Tensor x = Draw(new NumPyRandomState(CourseSeed), [2, 3, 4, 5], 4, 10);
        Moments("spatial batch norm, before", x, [9.33463814, 8.90909116, 9.11056338], [3.61447857, 3.19347686, 3.5168142]);
        Moments("spatial batch norm, after", Trained(x), [0, 0, 0], [0.99999962, 0.99999951, 0.9999996]);
        Tensor weight = Tensor.From([3.0, 4, 5]), bias = Tensor.From([6.0, 7, 8]);
        Moments("spatial batch norm, γ 3 4 5, β 6 7 8", Trained(x, weight, bias), [6, 7, 8], [2.99999885, 3.99999804, 4.99999798]);

        // The course's running statistics begin at zero and collect the biased variance; PyTorch's, and ours by default, the unbiased one.
        Moments("spatial batch norm, test mode", Tested(unbiased: false), [-0.08034406, 0.07562881, 0.05716371, 0.04378383], [0.96718744, 1.0299714, 1.02887624, 1.00585577]);
        table.Inform("… with PyTorch's running variance: stds", "a little smaller", Line(Deviations(Tested(unbiased: true), ChannelAxes)));

        var random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [2, 3, 4, 5], 5, 12);
        weight = Draw(random, [3]);
        bias = Draw(random, [3]);
        Tensor dy = Draw(random, [2, 3, 4, 5]);
        Gradient(lab, table, "spatial batch norm", a => Trained(a[0], a[1], a[2]), dy, x, weight, bias);
        Tensor mean = Tensor.From([11.0, 12, 13]), variance = Tensor.From([20.0, 25, 30]);
        Gradient(lab, table, "spatial batch norm, test mode", a => a[0].BatchNorm(mean, variance, a[1], a[2]), dy, x, weight, bias);

        void Moments(string figure, Tensor value, double[] means, double[] deviations)
        {
            lab.Say($"{figure}: means {Line(value.Mean(ChannelAxes))}, stds {Line(Deviations(value, ChannelAxes))}");
            Values(table, $"{figure}: means", value.Mean(ChannelAxes), means);
            Values(table, $"{figure}: stds", Deviations(value, ChannelAxes), deviations);
        }
    }

    static Tensor Trained(Tensor x, Tensor? weight = null, Tensor? bias = null) => x.BatchNorm(null, null, weight, bias, training: true);

    // Fifty batches set the running statistics; the next is normalised by them.
    static Tensor Tested(bool unbiased)
    {
        var random = new NumPyRandomState(CourseSeed);
        Tensor mean = Tensor.Zeros([4], DType.Float64), variance = Tensor.Zeros([4], DType.Float64);
        for (int i = 0; i < 50; i++) Draw(random, [10, 4, 11, 12], 2.3, 13).BatchNorm(mean, variance, training: true, unbiasedRunning: unbiased);
        return Draw(random, [10, 4, 11, 12], 2.3, 13).BatchNorm(mean, variance);
    }

    static void OtherNormalizations(LabContext lab, LabResult table)
    {
        Tensor x = Draw(new NumPyRandomState(CourseSeed), [2, 6, 4, 5], 4, 10), y = x.GroupNorm(2);
        Rows("group norm, before", x.Reshape(4, -1), [9.72505327, 8.51114185, 8.9147544, 9.43448077], [3.67070958, 3.09892597, 4.27043622, 3.97521327]);
        Rows("group norm, after", y.Reshape(4, -1), [0, 0, 0, 0], [0.99999963, 0.99999948, 0.99999973, 0.99999968]);
        table.Exact("group norm: shape", Tensor.From([2L, 6, 4, 5]), Tensor.From(y.Shape.ToArray().Select(length => (long)length).ToArray()));

        var random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [2, 6, 4, 5], 5, 12);
        Tensor weight = Draw(random, [6]), bias = Draw(random, [6]), dy = Draw(random, [2, 6, 4, 5]);
        Gradient(lab, table, "group norm", a => a[0].GroupNorm(2, a[1], a[2]), dy, x, weight, bias);

        random = new NumPyRandomState(CourseSeed);
        Tensor input = Draw(random, [4, 50]), first = Draw(random, [50, 60]), second = Draw(random, [60, 3]);
        Tensor scores = input.MatMul(first).Relu().MatMul(second);
        Rows("layer norm, before", scores, [-59.06673243, -47.60782686, -43.31137368, -26.40991744], [10.07429373, 28.39478981, 35.28360729, 4.01831507]);
        Rows("layer norm, after", scores.LayerNorm([3]), [0, 0, 0, 0], [0.99999995, 0.99999999, 1, 0.99999969]);
        weight = Tensor.Full([3], 3, DType.Float64);
        bias = Tensor.Full([3], 5, DType.Float64);
        Rows("layer norm, γ 3, β 5", scores.LayerNorm([3], weight, bias), [5, 5, 5, 5], [2.99999985, 2.99999998, 2.99999999, 2.99999907]);

        random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [4, 5], 5, 12);
        weight = Draw(random, [5]);
        bias = Draw(random, [5]);
        dy = Draw(random, [4, 5]);
        Gradient(lab, table, "layer norm", a => a[0].LayerNorm([5], a[1], a[2]), dy, x, weight, bias);

        void Rows(string figure, Tensor value, double[] means, double[] deviations)
        {
            lab.Say($"{figure}: means {Line(value.Mean(1))}, stds {Line(Deviations(value, 1))}");
            Values(table, $"{figure}: means", value.Mean(1), means);
            Values(table, $"{figure}: stds", Deviations(value, 1), deviations);
        }
    }

    // NumPy divides by n.
    static Tensor Deviations(Tensor x, params int[] axes) => x.Std(axes, unbiased: false);

    static string Line(Tensor x) => $"[{string.Join(", ", x.ToArray<double>().Select(LabResult.Number))}]";
}
