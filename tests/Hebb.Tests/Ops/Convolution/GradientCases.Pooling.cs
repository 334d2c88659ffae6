namespace Hebb.Tests;

/// <content>Pooling and interpolation. An adjoint is an operation of its own: the gradient with a seed, recorded.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Pooling() =>
    [
        new("MaxPool2d of halves", x => x[0].MaxPool2d(2), Apart([2, 2, 5, 18])),
        new("MaxPool2d", x => x[0].MaxPool2d((3, 2), (2, 1), (1, 1), ceilMode: true), Apart([1, 2, 6, 7])),
        new("MaxPool2d with dilation", x => x[0].MaxPool2d(2, 1, dilation: 2), Apart([2, 5, 6])),
        new("MaxPool1d", x => x[0].MaxPool1d(3, 2, 1), Apart([2, 2, 9])),
        new("AvgPool2d", x => x[0].AvgPool2d((3, 2), (2, 1), (1, 1), ceilMode: true, countIncludePad: false), Apart([1, 2, 6, 7])),
        new("AvgPool2d of halves", x => x[0].AvgPool2d(2), Apart([1, 2, 4, 18])),
        new("AvgPool2d with divisor", x => x[0].AvgPool2d(2, 1, divisorOverride: 3), Apart([1, 1, 4, 4])),
        new("AvgPool1d", x => x[0].AvgPool1d(3, 2, 1), Apart([2, 2, 9])),
        new("Adjoint of AvgPool2d", x => Adjoint(x[0], [1, 2, 5, 5], y => y.AvgPool2d(3, 2, 1)), Apart([1, 2, 3, 3])),
        new("AdaptiveAvgPool2d", x => x[0].AdaptiveAvgPool2d(3, 2), Apart([1, 2, 7, 5])),
        new("Global average", x => x[0].AdaptiveAvgPool2d(1, 1), Apart([2, 2, 3, 4])),
        new("Adjoint of AdaptiveAvgPool2d", x => Adjoint(x[0], [1, 2, 5, 4], y => y.AdaptiveAvgPool2d(3, 3)), Apart([1, 2, 3, 3])),
        new("AdaptiveMaxPool2d", x => x[0].AdaptiveMaxPool2d(3, 2), Apart([1, 2, 7, 5])),
        new("Interpolate nearest", x => x[0].Interpolate(scaleFactor: (2, 1.5)), Apart([1, 2, 3, 4])),
        new("Interpolate bilinear", x => x[0].Interpolate((5, 7), mode: InterpolationMode.Bilinear), Apart([1, 2, 3, 4])),
        new("Interpolate bilinear, smaller, corners aligned", x => x[0].Interpolate((2, 3), mode: InterpolationMode.Bilinear, alignCorners: true), Apart([1, 1, 5, 4])),
        new("Interpolate bicubic", x => x[0].Interpolate((5, 7), mode: InterpolationMode.Bicubic), Apart([1, 2, 3, 4])),
        new("Adjoint of Interpolate", x => Adjoint(x[0], [1, 1, 3, 3], y => y.Interpolate((4, 5), mode: InterpolationMode.Bicubic)), Apart([1, 1, 4, 5])),
        new("Dropout2d", x => x[0].Dropout2d(0.5, generator: new Generator(3)), Apart([3, 4, 2, 2])),
    ];

    static Tensor Adjoint(Tensor dy, Shape shape, Func<Tensor, Tensor> function)
    {
        using var recording = Autograd.EnableGrad();
        Tensor x = Tensor.Zeros(shape, DType.Float64).WithGrad();
        return Autograd.Grad(function(x), [x], seed: dy, createGraph: true)[0];
    }
}
