using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Limited-memory BFGS: Newton's method with a curvature that is learned from the last steps and changes of the gradient. For problems without noise, where the
/// loss is that of all data at once: it then needs far fewer steps than gradient descent, each with several evaluations. The state belongs to all parameters
/// together, so there is one group; weight decay is not part of it.
/// </summary>
/// <remarks>Liu and Nocedal: On the limited memory BFGS method for large scale optimization (1989). Step by step as PyTorch computes it.</remarks>
/// <example><code>
/// var optimizer = new LBFGS(model.Parameters(), lineSearch: LineSearch.StrongWolfe);
/// for (int i = 0; i &lt; 10; i++)
/// {
///     Tensor loss = optimizer.Step(() =>
///     {
///         optimizer.ZeroGrad();
///         Tensor loss = model.Forward(x).MseLoss(y);
///         loss.Backward();
///         return loss;
///     });
/// }
/// </code></example>
public sealed partial class LBFGS : Optimizer
{
    readonly List<Tensor> changes = [], steps = [];
    readonly List<double> inverses = [];
    long iterations, evaluations;
    double curvature = 1, length, previousLoss;
    Tensor? direction, previousGradient;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>, all of one type.</param>
    /// <param name="learningRate">The length of a step, or, with a line search, the first to try.</param>
    /// <param name="maxIterations">How many directions one <see cref="Step(Func{Tensor})"/> goes along at most (max_iter).</param>
    /// <param name="maxEvaluations">After how many evaluations it ends (max_eval); 1.25 times the iterations unless given.</param>
    /// <param name="gradientTolerance">It ends when no element of the gradient is larger (tolerance_grad).</param>
    /// <param name="changeTolerance">It ends when no weight, or the loss, changes by more (tolerance_change).</param>
    /// <param name="historySize">How many steps the curvature is learned from.</param>
    /// <param name="lineSearch">How far to go along a direction.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public LBFGS(
        IEnumerable<Parameter> parameters, double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null, double gradientTolerance = 1e-7,
        double changeTolerance = 1e-9, int historySize = 100, LineSearch lineSearch = LineSearch.None)
        : base(parameters, learningRate, weightDecay: 0, momentum: 0, maximize: false)
    {
        MaxIterations = HyperparameterCheck.Positive(maxIterations, nameof(maxIterations));
        MaxEvaluations = HyperparameterCheck.Positive(maxEvaluations ?? Math.Max(1, (int)(maxIterations * 5L / 4)), nameof(maxEvaluations));
        GradientTolerance = HyperparameterCheck.NotNegative(gradientTolerance, nameof(gradientTolerance), "usually 1e-7");
        ChangeTolerance = HyperparameterCheck.NotNegative(changeTolerance, nameof(changeTolerance), "usually 1e-9");
        HistorySize = HyperparameterCheck.Positive(historySize, nameof(historySize));
        LineSearch = lineSearch;
    }

    /// <summary>How many directions one step goes along at most.</summary>
    public int MaxIterations { get; }

    /// <summary>After how many evaluations a step ends.</summary>
    public int MaxEvaluations { get; }

    /// <summary>A step ends when no element of the gradient is larger.</summary>
    public double GradientTolerance { get; }

    /// <summary>A step ends when no weight, or the loss, changes by more.</summary>
    public double ChangeTolerance { get; }

    /// <summary>How many steps the curvature is learned from.</summary>
    public int HistorySize { get; }

    /// <summary>How far it goes along a direction.</summary>
    public LineSearch LineSearch { get; }

    /// <inheritdoc/>
    public override bool NeedsClosure => true;

    /// <summary>How often the loss was computed so far.</summary>
    public long EvaluationCount => evaluations;

    /// <summary>How many directions there were so far.</summary>
    public long IterationCount => iterations;

    /// <summary>Not for this optimizer: it must compute the loss again and again, so it takes a function that does.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw new InvalidOperationException(
        "LBFGS computes the loss several times in one step and needs a function for it: optimizer.Step(() => { optimizer.ZeroGrad(); Tensor loss = …; loss.Backward(); return loss; }).");

    /// <summary>
    /// Goes along up to <see cref="MaxIterations"/> directions. It never ends where it knows the loss to be NaN or infinite: of what it tries, such points do not count.
    /// </summary>
    /// <param name="closure">Drops the gradients, computes the loss, runs its backward pass and returns it. Called several times; it must be the same function each time.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">
    /// The function ran no backward pass, there is more than one group of parameters, or loss or gradient are NaN or infinite where the step begins; no weight was changed.
    /// </exception>
    /// <exception cref="DTypeException">The parameters are not all of one type, Float32 or Float64.</exception>
    public override Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        CheckParameters();
        using var noGrad = Autograd.Pause();
        (Tensor first, Tensor gradient, int own) = Begin(closure);
        double loss = first.Item();
        if (Largest(gradient) <= GradientTolerance) return first;
        for (int n = 1; ; n++)
        {
            iterations++;
            direction = Direction(gradient).Keep();
            previousGradient = gradient.Keep();
            previousLoss = loss;
            length = iterations == 1 ? Math.Min(1, 1 / gradient.Abs().Sum().Item()) * LearningRate : LearningRate;
            double slope = Dot(gradient, direction);
            if (!double.IsFinite(slope)) slope = Restart(gradient);
            if (!(slope <= -ChangeTolerance)) break;
            bool isLast = n == MaxIterations;
            int used = 0;

            // Nobody would use what the last fixed step costs; the next call looks at it.
            isUnproven = isLast && LineSearch == LineSearch.None;
            if (isUnproven)
            {
                Move(direction, length);
            }
            else
            {
                (Trial best, used) = Search(closure, new Trial(0, loss, gradient, slope), direction);
                (length, loss, gradient) = (best.Step, best.Loss, best.Gradient);
            }

            own += used;
            bool isDone = isLast || own >= MaxEvaluations || Largest(gradient) <= GradientTolerance;
            if (isDone || Largest(direction) * Math.Abs(length) <= ChangeTolerance || Math.Abs(loss - previousLoss) < ChangeTolerance) break;
        }

        return first;
    }

    /// <summary>Never called: all parameters are updated together.</summary>
    /// <param name="group">The settings.</param>
    /// <param name="state">The parameter.</param>
    /// <param name="gradient">The gradient.</param>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient) => Step();

    // The two-loop recursion: −(inverse curvature) · gradient, without a matrix.
    Tensor Direction(Tensor gradient)
    {
        if (iterations == 1)
        {
            Forget();
            return -gradient;
        }

        using MemoryScope scope = Memory.Scope();
        Learn(gradient);
        var weights = new double[steps.Count];
        Tensor q = -gradient;
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            weights[i] = Dot(steps[i], q) * inverses[i];
            q.AddInPlace(changes[i], -weights[i]);
        }

        q = q * curvature;
        for (int i = 0; i < weights.Length; i++) q.AddInPlace(steps[i], weights[i] - (Dot(changes[i], q) * inverses[i]));
        return scope.Return(q);
    }

    // A step and the change of the gradient along it; left out where the curvature along it is not above 0.
    void Learn(Tensor gradient)
    {
        Tensor change = gradient - previousGradient!, step = direction! * length;
        double along = Dot(change, step);
        if (along <= 1e-10) return;
        if (steps.Count == HistorySize)
        {
            changes.RemoveAt(0);
            steps.RemoveAt(0);
            inverses.RemoveAt(0);
        }

        changes.Add(change.Keep());
        steps.Add(step.Keep());
        inverses.Add(1 / along);
        curvature = along / Dot(change, change);
    }

    void Forget()
    {
        changes.Clear();
        steps.Clear();
        inverses.Clear();
        curvature = 1;
    }

    void CheckParameters()
    {
        if (ParameterGroups.Count > 1) throw new InvalidOperationException($"LBFGS has one curvature for all parameters and takes one group; there are {ParameterGroups.Count}. Pass all parameters to its constructor.");
        DType type = States[0].Parameter.DType;
        foreach (ParameterState state in States)
        {
            if (state.Parameter.DType == type && type.IsComputable) continue;
            throw new DTypeException($"LBFGS works on parameters of one type, Float32 or Float64; there are {type} and {state.Parameter.DType}.", "Convert the model first: model.To(DType.Float32).");
        }
    }

    static double Dot(Tensor a, Tensor b) => a.MatMul(b).Item();

    static double Largest(Tensor x) => x.Count == 0 ? 0 : x.Abs().Max().Item();
}
