namespace Hebb.Tests;

/// <summary>Tensors of every type and of awkward shapes, to write and read back.</summary>
static class OneOfEach
{
    internal static Dictionary<string, Tensor> Tensors() => new()
    {
        ["f32"] = Tensor.From(new float[,] { { 1.5f, -2, float.NaN }, { float.PositiveInfinity, 0, -0f } }),
        ["f64"] = Tensor.From([Math.PI, double.MinValue]),
        ["i64"] = Tensor.From([long.MinValue, long.MaxValue]),
        ["i32"] = Tensor.From([int.MinValue, 7]),
        ["u8"] = Tensor.From(new byte[] { 0, 255, 3 }),
        ["bool"] = Tensor.From([true, false, true]),
        ["f16"] = Tensor.From([(Half)0.5f, Half.MaxValue]),
        ["bf16"] = Tensor.From([0.5f, 3f, -1e30f]).To(DType.BFloat16),
        ["scalar"] = Tensor.Scalar(4.0),
        ["empty"] = Tensor.Zeros([0, 3]),
        ["view"] = Tensor.Arange(24, DType.Float32).Reshape([2, 3, 4]).Permute(2, 0, 1),
        ["a \"quoted\" näme.weight"] = Tensor.Ones([2]),
    };

    internal static void CheckEqual(Dictionary<string, Tensor> before, Dictionary<string, Tensor> after, bool isBFloat16Widened)
    {
        Assert.Equal(before.Keys, after.Keys);
        foreach ((string name, Tensor x) in before)
        {
            Assert.Equal(isBFloat16Widened && x.DType == DType.BFloat16 ? DType.Float32 : x.DType, after[name].DType);
            Assert.Equal(x.Shape, after[name].Shape);
            if (x.DType == DType.Int64) Assert.Equal(x.ToArray<long>(), after[name].ToArray<long>());
            else Assert.Equal(x.ToArray<double>(), after[name].ToArray<double>());
        }
    }
}
