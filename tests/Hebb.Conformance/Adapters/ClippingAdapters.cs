using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Conformance.Adapters;

/// <summary>Gradient clipping: gradients g0, g1, … in, the clipped ones out.</summary>
static class ClippingAdapters
{
    const string Family = "grad_clip";

    public static void AddTo(AdapterTable table)
    {
        table.AddCustom(Family, "clip_grad_norm", r => Clip(r, parameters =>
            r.Output("total_norm", Tensor.Scalar(GradientClipping.ClipNorm(parameters, r.Args.Number("max_norm"), r.Args.Number("norm_type", 2)), DType.Float64))));
        table.AddCustom(Family, "clip_grad_value", r => Clip(r, parameters => GradientClipping.ClipValue(parameters, r.Args.Number("clip_value"))));
    }

    static void Clip(CaseRun r, Action<Parameter[]> clip)
    {
        string[] names = [.. r.InputNames("g")];
        Parameter[] parameters = [.. names.Select(n => new Parameter(Tensor.Zeros(r[n].Shape, r.Type)) { Grad = r[n].Clone() })];
        clip(parameters);
        for (int i = 0; i < names.Length; i++) r.Output(names[i], parameters[i].Grad!);
    }
}
