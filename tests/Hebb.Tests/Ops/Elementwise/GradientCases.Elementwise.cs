namespace Hebb.Tests;

/// <content>Functions of one tensor, element by element.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Elementwise() =>
    [
        new("Exp", x => x[0].Exp(), Apart([3, 4])),
        new("Expm1", x => x[0].Expm1(), Apart([3, 4])),
        new("Log", x => x[0].Log(), Between(0.3, 3, [3, 4])),
        new("Log2", x => x[0].Log2(), Between(0.3, 3, [3, 4])),
        new("Log1p", x => x[0].Log1p(), Between(-0.6, 3, [3, 4])),
        new("Sqrt", x => x[0].Sqrt(), Between(0.3, 3, [3, 4])),
        new("Rsqrt", x => x[0].Rsqrt(), Between(0.5, 3, [3, 4])),
        new("Reciprocal", x => x[0].Reciprocal(), Between(-3, -0.5, [3, 4])),
        new("Square", x => x[0].Square(), Apart([3, 4])),
        new("Abs", x => x[0].Abs(), Apart([3, 4])),
        new("Sign", x => x[0].Sign() * x[0], Apart([3, 4])),
        new("Sin", x => x[0].Sin(), Apart([3, 4])),
        new("Cos", x => x[0].Cos(), Apart([3, 4])),
        new("Tanh", x => x[0].Tanh(), Apart([3, 4])),
        new("Sigmoid", x => x[0].Sigmoid(), Apart([3, 4])),
        new("Erf", x => x[0].Erf(), Apart([3, 4])),
        new("Floor", x => x[0].Floor() * x[0], Apart([3, 4])),
        new("Ceil", x => x[0].Ceil() * x[0], Apart([3, 4])),
        new("Round", x => x[0].Round() * x[0], Apart([3, 4])),
        new("Clamp", x => x[0].Clamp(-0.5, 0.6) * x[0], Apart([3, 4])),
        new("Clamp from below", x => x[0].Clamp(min: -0.5), Apart([3, 4])),
        new("Clamp of a transpose", x => x[0].T.Clamp(max: 0.6), Apart([3, 4])),
        new("Pow 3", x => x[0].Pow(3), Apart([3, 4])),
        new("Pow 0", x => x[0].Pow(0) * x[0], Apart([3, 4])),
        new("Pow 1", x => x[0].Pow(1), Apart([3, 4])),
        new("Pow -1.5", x => x[0].Pow(-1.5), Between(0.5, 2, [3, 4])),
    ];

    static IEnumerable<GradientCase> Activations() =>
    [
        new("LogSigmoid", x => x[0].LogSigmoid(), Apart([3, 4])),
        new("Relu", x => x[0].Relu() * x[0], Apart([3, 4])),
        new("Relu6", x => (x[0] * 3).Relu6(), Apart([3, 4])),
        new("LeakyRelu", x => x[0].LeakyRelu(0.2), Apart([3, 4])),
        new("PRelu for each channel", x => x[0].PRelu(x[1]), Apart([2, 3, 2]), Apart([3], 2)),
        new("PRelu of a vector", x => x[0].PRelu(x[1]), Apart([4]), Apart([4], 2)),
        new("PRelu with one slope", x => x[0].PRelu(x[1]), Apart([2, 3]), Apart([1], 2)),
        new("Elu", x => x[0].Elu(0.5), Apart([3, 4])),
        new("Selu", x => x[0].Selu(), Apart([3, 4])),
        new("Silu", x => x[0].Silu(), Apart([3, 4])),
        new("Gelu", x => x[0].Gelu(), Apart([3, 4])),
        new("Gelu by tanh", x => x[0].Gelu(approximate: true), Apart([3, 4])),
        new("Softsign", x => x[0].Softsign(), Apart([3, 4])),
        new("Softplus", x => x[0].Softplus(), Apart([3, 4])),
        new("Softplus, sharp", x => x[0].Softplus(3, 4), Apart([3, 4])),
        new("Mish", x => x[0].Mish(), Apart([3, 4])),
        new("Hardswish", x => (x[0] * 2).Hardswish(), Apart([3, 4])),
        new("Hardsigmoid", x => (x[0] * 2).Hardsigmoid() * x[0], Apart([3, 4])),
        new("Celu", x => x[0].Celu(0.7), Apart([3, 4])),
        new("Hardtanh", x => x[0].Hardtanh(-0.5, 0.6) * x[0], Apart([3, 4])),
        new("Hardshrink", x => x[0].Hardshrink(0.6) * x[0], Apart([3, 4])),
        new("Softshrink", x => x[0].Softshrink(0.6) * x[0], Apart([3, 4])),
        new("Tanhshrink", x => x[0].Tanhshrink(), Apart([3, 4])),
        new("Threshold", x => x[0].Threshold(0.2, 3) * x[0], Apart([3, 4])),
        new("RRelu", x => x[0].RRelu(generator: new Generator(7)) * x[0], Apart([3, 4])),
        new("Glu", x => x[0].Glu(0), Apart([4, 3])),
    ];

    static IEnumerable<GradientCase> Pairs() =>
    [
        new("Maximum", x => x[0].Maximum(x[1]), Apart([3, 4]), Between(-0.1, 0.1, [1, 4])),
        new("Minimum", x => x[0].Minimum(x[1]), Apart([3, 4]), Between(-0.1, 0.1, [3, 1])),
        new("Where", x => Tensor.Where(x[0], x[1], x[2]), Mask([3, 1], 1, 0, 1), Apart([3, 4]), Apart([4], 2)),
        new("Where with a number", x => Tensor.Where(x[0] > 0, x[0] * x[0], 2) + Tensor.Where(x[0] > 0, 2, x[0]), Apart([3, 4])),
        new("Pow of tensors", x => x[0].Pow(x[1]), Between(0.5, 2, [3, 4]), Apart([4])),
        new("Remainder", x => x[0] % x[1], Apart([3, 4]), Between(0.5, 0.51, [4])),
        new("Remainder of a number", x => x[0] % 0.4, Apart([3])),
    ];
}
