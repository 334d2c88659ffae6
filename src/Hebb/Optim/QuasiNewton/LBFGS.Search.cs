using System.Globalization;
using Hebb.Nn;

namespace Hebb.Optim;

/// <content>Trying points, and keeping away from those whose loss is no number.</content>
public sealed partial class LBFGS
{
    const int MaxHalvings = 100;

    // Whether the last step of a fixed length ended without a look at the loss there.
    bool isUnproven;

    (Trial Best, int Evaluations) Search(Func<Tensor> closure, Trial start, Tensor along)
    {
        Tensor[] origin = Weights();
        (Trial Best, int Evaluations) found = LineSearch == LineSearch.StrongWolfe ? StrongWolfe.Search(At, start, length, Largest(along), ChangeTolerance) : Shortened(At, start);
        Move(along, found.Best.Step);
        return found;

        Trial At(double step)
        {
            try
            {
                Move(along, step);
                (Tensor loss, Tensor gradient) = Evaluate(closure);
                return new Trial(step, loss.Item(), gradient, Dot(gradient, along));
            }
            finally
            {
                Put(origin);
            }
        }
    }

    // The whole step, or half of it, and so on, whichever is the first with a loss to continue from; none of it if there is none.
    (Trial Best, int Evaluations) Shortened(Func<double, Trial> at, Trial start)
    {
        double step = length;
        for (int evaluated = 1; evaluated <= MaxHalvings; evaluated++)
        {
            if (at(step) is { IsUsable: true } found) return (found, evaluated);
            step /= 2;
        }

        return (start, MaxHalvings);
    }

    // The loss and its gradient where the step begins, both numbers.
    (Tensor Loss, Tensor Gradient, int Evaluations) Begin(Func<Tensor> closure)
    {
        (Tensor first, Tensor begin) = Evaluate(closure);
        if (IsKnown(first, begin))
        {
            isUnproven = false;
            return (first, begin, 1);
        }

        string fault = Fault(first);
        if (isUnproven && direction is not null)
        {
            // The step before ended here without a look: half of it is taken back, and half of what is left, and so on.
            Tensor[] end = Weights();
            double whole = length;
            try
            {
                for (int evaluated = 2; evaluated <= MaxHalvings; evaluated++)
                {
                    length /= 2;
                    Move(direction, -length);
                    (Tensor loss, Tensor gradient) = Evaluate(closure);
                    if (!IsKnown(loss, gradient)) continue;
                    isUnproven = false;
                    return (loss, gradient, evaluated);
                }
            }
            finally
            {
                if (isUnproven)
                {
                    length = whole;
                    Put(end);
                }
            }
        }

        throw new InvalidOperationException(
            $"LBFGS cannot continue from where it stands: {fault}. No weight was changed. Begin where the loss is a number: a logarithm or a root of a value below 0, a division by 0, values that grew too large?");
    }

    static bool IsKnown(Tensor loss, Tensor gradient) => double.IsFinite(loss.Item()) && double.IsFinite(Largest(gradient));

    string Fault(Tensor loss)
    {
        if (!double.IsFinite(loss.Item())) return string.Create(CultureInfo.InvariantCulture, $"the loss is {loss.Item()}");
        for (int i = 0; i < States.Count; i++)
        {
            if (States[i].Parameter.EngineGrad is { } gradient && !double.IsFinite(Largest(gradient)))
                return string.Create(CultureInfo.InvariantCulture, $"the loss is {loss.Item()}, but the gradient of parameter {i} (counted from 0), of shape {gradient.Shape}, holds a NaN or an infinity");
        }

        return "the gradient holds a NaN or an infinity";
    }

    // A learned curvature that overflows is of no use: down the gradient again. Gives the slope along it.
    double Restart(Tensor gradient)
    {
        Forget();
        direction = (-gradient).Keep();
        length = Math.Min(1, 1 / gradient.Abs().Sum().Item()) * LearningRate;
        double slope = Dot(gradient, direction);
        return double.IsFinite(slope) ? slope : 0;
    }

    Tensor[] Weights() => [.. States.Select(s => s.Parameter.Tensor.Detach().Clone())];

    void Put(Tensor[] weights)
    {
        for (int i = 0; i < weights.Length; i++) States[i].Parameter.Tensor.CopyFrom(weights[i]);
    }

    (Tensor Loss, Tensor Gradient) Evaluate(Func<Tensor> closure)
    {
        Tensor loss;
        using (Autograd.Resume()) loss = closure();
        evaluations++;
        bool any = false;
        var parts = new Tensor[States.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            Parameter p = States[i].Parameter;
            any |= p.EngineGrad is not null;
            parts[i] = (p.EngineGrad ?? Tensor.Zeros(p.Shape, p.DType)).Reshape(p.Count);
        }

        if (!any) throw new InvalidOperationException("The function given to LBFGS computed a loss, but no parameter has a gradient; call loss.Backward() in it before returning the loss.");
        // A copy also of a single part: the next evaluation writes over the gradients.
        return (loss.Detach(), parts.Length == 1 ? parts[0].Clone() : Tensor.Cat(parts));
    }

    void Move(Tensor along, double step)
    {
        int at = 0;
        foreach (ParameterState state in States)
        {
            Tensor w = state.Parameter.Tensor;
            w.AddInPlace(along[at..(at + w.Count)].Reshape(w.Shape), step);
            at += w.Count;
        }
    }
}
