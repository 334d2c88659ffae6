namespace Hebb.Labs;

/// <content>Convolution, pooling, and chains of them.</content>
internal sealed partial class ConvLayers
{
    static void Convolution(LabContext lab, LabResult table)
    {
        Tensor x = Ramp(-0.1, 0.5, [2, 3, 4, 4]), w = Ramp(-0.2, 0.3, [3, 3, 4, 4]), b = Ramp(-0.1, 0.2, [3]);
        double[] printed =
        [
            -0.08759809, -0.10987781, -0.18387192, -0.2109216, 0.21027089, 0.21661097, 0.22847626, 0.23004637, 0.50813986, 0.54309974, 0.64082444, 0.67101435,
            -0.98053589, -1.03143541, -1.19128892, -1.24695841, 0.69108355, 0.66880383, 0.59480972, 0.56776003, 2.36270298, 2.36904306, 2.38090835, 2.38247847,
        ];
        Tensor fast = x.Conv2d(w, b, (2, 2), (1, 1));
        lab.Show("convolution, stride 2, padding 1", fast);
        Values(table, "conv forward, naive", NaiveLayers.Conv2d(x, w, b, 2, 1), printed);
        Values(table, "conv forward, fast", fast, printed);
        table.AtMost("conv forward, fast in Float32", Printed, Distance(x.To(DType.Float32).Conv2d(w.To(DType.Float32), b.To(DType.Float32), (2, 2), (1, 1)), printed), 1e-6);

        var random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [4, 3, 5, 5]);
        w = Draw(random, [2, 3, 3, 3]);
        b = Draw(random, [2]);
        Tensor dy = Draw(random, [4, 2, 5, 5]);
        Gradient(lab, table, "conv, naive", a => NaiveLayers.Conv2d(a[0], a[1], a[2], 1, 1), dy, x, w, b);
        Gradient(lab, table, "conv, fast", a => a[0].Conv2d(a[1], a[2], (1, 1), (1, 1)), dy, x, w, b);
    }

    static void Pooling(LabContext lab, LabResult table)
    {
        Tensor x = Ramp(-0.3, 0.4, [2, 3, 4, 4]);
        double[] printed =
        [
            -0.26315789, -0.24842105, -0.20421053, -0.18947368, -0.14526316, -0.13052632, -0.08631579, -0.07157895, -0.02736842, -0.01263158, 0.03157895, 0.04631579,
            0.09052632, 0.10526316, 0.14947368, 0.16421053, 0.20842105, 0.22315789, 0.26736842, 0.28210526, 0.32631579, 0.34105263, 0.38526316, 0.4,
        ];
        Tensor fast = x.MaxPool2d(2);
        lab.Show("2×2 maxima", fast);
        Values(table, "max-pool forward, naive", NaiveLayers.MaxPool2d(x), printed);
        Values(table, "max-pool forward, fast", fast, printed);

        var random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [3, 2, 8, 8]);
        Tensor dy = Draw(random, [3, 2, 4, 4]);
        Gradient(lab, table, "max-pool, naive", a => NaiveLayers.MaxPool2d(a[0]), dy, x);
        Gradient(lab, table, "max-pool, fast", a => a[0].MaxPool2d(2), dy, x);
    }

    static void Chains(LabContext lab, LabResult table)
    {
        var random = new NumPyRandomState(CourseSeed);
        Tensor x = Draw(random, [2, 3, 16, 16]), w = Draw(random, [3, 3, 3, 3]), b = Draw(random, [3]), dy = Draw(random, [2, 3, 8, 8]);
        Gradient(lab, table, "conv-ReLU-pool", a => a[0].Conv2d(a[1], a[2], (1, 1), (1, 1)).Relu().MaxPool2d(2), dy, x, w, b);

        random = new NumPyRandomState(CourseSeed);
        x = Draw(random, [2, 3, 8, 8]);
        w = Draw(random, [3, 3, 3, 3]);
        b = Draw(random, [3]);
        dy = Draw(random, [2, 3, 8, 8]);
        Gradient(lab, table, "conv-ReLU", a => a[0].Conv2d(a[1], a[2], (1, 1), (1, 1)).Relu(), dy, x, w, b);
    }
}
