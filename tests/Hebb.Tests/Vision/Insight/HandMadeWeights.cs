using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Puts known values into a layer.</summary>
static class HandMadeWeights
{
    public static void Set(this Parameter parameter, Tensor values)
    {
        using var quiet = Autograd.NoGrad();
        parameter.Tensor.CopyFrom(values);
    }
}
