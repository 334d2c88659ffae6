namespace Hebb.Optim;

/// <summary>
/// A line search for a point where f(t) ≤ f(0) + c₁ t f′(0) and |f′(t)| ≤ c₂ |f′(0)|: first ever longer steps until an interval holds such a point, then the
/// interval shrinks around it. Each new step is where the cubic through two points, with their slopes, is least. A point without a finite loss and slope bounds the
/// interval from outside and is never the answer; as long as there is one, the next step is in the middle.
/// </summary>
/// <remarks>Nocedal and Wright: Numerical optimization (2006), algorithms 3.5 and 3.6, with the safeguards of Mark Schmidt's minFunc, which PyTorch uses too.</remarks>
internal static class StrongWolfe
{
    const double Decrease = 1e-4, Flatness = 0.9;
    const int MaxTrials = 25, MaxRetreats = 100;

    /// <summary>Searches along a line.</summary>
    /// <param name="at">Evaluates the loss at a step.</param>
    /// <param name="start">The beginning; its slope is below 0.</param>
    /// <param name="step">The first step to try.</param>
    /// <param name="reach">By how much a step of 1 changes the weight that it changes most.</param>
    /// <param name="tolerance">A smaller change is none.</param>
    /// <returns>The best point found, whose loss is finite as that of the beginning is, and the number of evaluations.</returns>
    internal static (Trial Best, int Evaluations) Search(Func<double, Trial> at, Trial start, double step, double reach, double tolerance)
    {
        Trial before = start, now = at(step);
        Trial[]? bracket = null;
        int more = 0;
        for (; more < MaxTrials; more++)
        {
            if (!now.IsUsable || IsTooHigh(now, start) || (more > 1 && now.Loss >= before.Loss) || (now.Slope >= 0 && !IsFlat(now, start)))
            {
                bracket = [before, now];
                break;
            }

            if (IsFlat(now, start)) return (now, more + 1);
            double next = CubicMinimum(before, now, now.Step + (0.01 * (now.Step - before.Step)), now.Step * 10);
            (before, now) = (now, at(next));
        }

        return Shrink(at, start, bracket ?? [start, now], more, reach, tolerance);
    }

    static (Trial Best, int Evaluations) Shrink(Func<double, Trial> at, Trial start, Trial[] bracket, int more, double reach, double tolerance)
    {
        int low = Lower(bracket), retreats = 0;
        bool wasNearEdge = false;
        while (more - retreats < MaxTrials && retreats < MaxRetreats)
        {
            double min = Math.Min(bracket[0].Step, bracket[1].Step), max = Math.Max(bracket[0].Step, bracket[1].Step);
            if ((max - min) * reach < tolerance) break;
            bool isOpen = !bracket[1 - low].IsUsable;
            double step = isOpen ? (min + max) / 2 : CubicMinimum(bracket[0], bracket[1], min, max), edge = 0.1 * (max - min);
            bool isNearEdge = !isOpen && Math.Min(max - step, step - min) < edge;
            // Twice near an edge, or on it: a tenth of the interval away from it there is at least some progress.
            if (isNearEdge && (wasNearEdge || step >= max || step <= min))
            {
                step = Math.Abs(step - max) < Math.Abs(step - min) ? max - edge : min + edge;
                isNearEdge = false;
            }

            wasNearEdge = isNearEdge;
            Trial now = at(step);
            more++;
            if (!now.IsUsable)
            {
                bracket[1 - low] = now;
                retreats++;
                continue;
            }

            if (IsTooHigh(now, start) || now.Loss >= bracket[low].Loss)
            {
                bracket[1 - low] = now;
                low = Lower(bracket);
                continue;
            }

            if (IsFlat(now, start)) return (now, more + 1);
            // The minimum lies between the new point and the old low one.
            if (now.Slope * (bracket[1 - low].Step - bracket[low].Step) >= 0) bracket[1 - low] = bracket[low];
            bracket[low] = now;
        }

        return (bracket[low], more + 1);
    }

    static bool IsTooHigh(Trial now, Trial start) => now.Loss > start.Loss + (Decrease * now.Step * start.Slope);

    static bool IsFlat(Trial now, Trial start) => Math.Abs(now.Slope) <= -Flatness * start.Slope;

    static int Lower(Trial[] bracket) => bracket[0].IsUsable && (!bracket[1].IsUsable || bracket[0].Loss <= bracket[1].Loss) ? 0 : 1;

    // Where the cubic that has the losses and slopes of two points is least, within bounds; their middle if it has no minimum.
    static double CubicMinimum(Trial a, Trial b, double min, double max)
    {
        (Trial left, Trial right) = a.Step <= b.Step ? (a, b) : (b, a);
        double bend = a.Slope + b.Slope - (3 * (a.Loss - b.Loss) / (a.Step - b.Step)), square = (bend * bend) - (a.Slope * b.Slope);
        if (!(square >= 0)) return (min + max) / 2;
        double root = Math.Sqrt(square), place = right.Step - ((right.Step - left.Step) * ((right.Slope + root - bend) / (right.Slope - left.Slope + (2 * root))));
        return double.IsNaN(place) ? (min + max) / 2 : Math.Min(Math.Max(place, min), max);
    }
}
