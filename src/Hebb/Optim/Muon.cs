using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// For matrices, momentum made orthogonal: b ← μb + (1 − μ)g, u = (1 − μ)g + μb (Nesterov) or b, o ≈ the nearest matrix to u whose singular values are all about 1,
/// w ← w(1 − lr·λ) − lr · √max(1, rows/columns) · o. So every direction of a layer learns, not only the few strong ones. Parameters with one axis (biases, norms)
/// and those that are named for it are updated by AdamW. A convolution's weight counts as the matrix [out, in·height·width].
/// </summary>
/// <remarks>
/// <para>Jordan and others: Muon: an optimizer for hidden layers in neural networks (2024). The orthogonal matrix comes from five steps of a Newton–Schulz
/// iteration, x ← ax + (b·xxᵀ + c·(xxᵀ)²)x with a = 3.4445, b = −4.775, c = 2.0315, which takes all singular values to between 0.7 and 1.2.</para>
/// <para>Input embeddings and the last layer are better left to AdamW: name them with <c>useAdamW</c>.</para>
/// </remarks>
/// <example><code>var optimizer = new Muon(model.Parameters(), learningRate: 0.02, useAdamW: p => p == head.Weight);</code></example>
public sealed class Muon : Optimizer
{
    readonly List<Parameter> others;
    readonly HashSet<Parameter> withAdamW = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes the optimizer: group 0 holds the matrices, group 1, if there are any, the other parameters.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step for matrices.</param>
    /// <param name="momentum">μ, 0 or more and below 1.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    /// <param name="weightDecay">By how much of the learning rate the matrices shrink at each step.</param>
    /// <param name="iterations">How many steps of the iteration, at least 1.</param>
    /// <param name="adamLearningRate">The learning rate of the other parameters.</param>
    /// <param name="adamBeta1">β₁ for them; their group's <see cref="ParameterGroup.Momentum"/>.</param>
    /// <param name="adamBeta2">β₂ for them.</param>
    /// <param name="adamEpsilon">ε for them.</param>
    /// <param name="adamWeightDecay">The weight decay for them.</param>
    /// <param name="useAdamW">Says which matrices are to be treated as the other parameters: embeddings, the last layer.</param>
    /// <exception cref="ArgumentException">There is no matrix among the parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Muon(
        IEnumerable<Parameter> parameters, double learningRate = 0.02, double momentum = 0.95, bool nesterov = true, double weightDecay = 0, int iterations = 5,
        double adamLearningRate = 3e-4, double adamBeta1 = 0.9, double adamBeta2 = 0.95, double adamEpsilon = 1e-8, double adamWeightDecay = 0, Func<Parameter, bool>? useAdamW = null)
        : this(Split(parameters, useAdamW), learningRate, momentum, weightDecay)
    {
        IsNesterov = nesterov;
        Iterations = HyperparameterCheck.Positive(iterations, nameof(iterations));
        AdamBeta2 = HyperparameterCheck.Fraction(adamBeta2, nameof(adamBeta2));
        AdamEpsilon = HyperparameterCheck.NotNegative(adamEpsilon, nameof(adamEpsilon), "it keeps a divisor from 0, usually 1e-8");
        HyperparameterCheck.NotNegative(adamLearningRate, nameof(adamLearningRate), "a learning rate is 0 or more, usually 0.0003");
        HyperparameterCheck.NotNegative(adamWeightDecay, nameof(adamWeightDecay), "a penalty is 0 or more, usually 0.01 or less");
        HyperparameterCheck.Fraction(adamBeta1, nameof(adamBeta1));
        if (withAdamW.Count > 0) AddGroup(others, adamLearningRate, adamWeightDecay, adamBeta1);
    }

    Muon((List<Parameter> Matrices, List<Parameter> Others) parts, double learningRate, double momentum, double weightDecay)
        : base(parts.Matrices, learningRate, weightDecay, HyperparameterCheck.Fraction(momentum, nameof(momentum)), false, "momentum_buffer", "exp_avg", "exp_avg_sq")
    {
        others = parts.Others;
        withAdamW.UnionWith(others);
    }

    /// <summary>Whether the step looks ahead.</summary>
    public bool IsNesterov { get; }

    /// <summary>How many steps of the iteration.</summary>
    public int Iterations { get; }

    /// <summary>β₂ of AdamW for the other parameters.</summary>
    public double AdamBeta2 { get; }

    /// <summary>ε of AdamW for the other parameters.</summary>
    public double AdamEpsilon { get; }

    /// <summary>
    /// About the nearest matrix with orthonormal rows (or columns, if there are more rows): u vᵀ of the singular value decomposition u s vᵀ, with singular
    /// values between about 0.7 and 1.2 in the place of 1.
    /// </summary>
    /// <param name="matrix">Shape [rows, columns]; Float32 or Float64.</param>
    /// <param name="iterations">How many steps, at least 1.</param>
    /// <returns>A tensor of the same shape; zeros for zeros.</returns>
    /// <exception cref="ShapeException">It is no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public static Tensor Orthogonalize(Tensor matrix, int iterations = 5)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        HyperparameterCheck.Positive(iterations, nameof(iterations));
        if (matrix.Rank != 2) throw new ShapeException($"Orthogonalize takes a matrix; it got shape {matrix.Shape}.", "Reshape it to [rows, columns].");
        // The short side first: the products are then as small as they can be.
        bool isTall = matrix.Shape[0] > matrix.Shape[1];
        Tensor x = isTall ? matrix.T : matrix;
        x /= x.Norm() + 1e-7;
        for (int i = 0; i < iterations; i++)
        {
            Tensor square = x.MatMul(x.T);
            x = (x * 3.4445) + ((square * -4.775) + (square.MatMul(square) * 2.0315)).MatMul(x);
        }

        return isTall ? x.T : x;
    }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        if (withAdamW.Contains(state.Parameter) || w.Rank < 2)
        {
            w.Backend.Adam(
                w.Data, gradient.Data, state.Buffer(1).Data, state.Buffer(2).Data, null,
                new(group.LearningRate, group.Momentum, AdamBeta2, AdamEpsilon, group.WeightDecay, Decoupled: true, state.Step));
            return;
        }

        Tensor velocity = state.Buffer(0);
        double momentum = group.Momentum;
        Assign(velocity, (velocity * momentum) + (gradient * (1 - momentum)));
        Tensor direction = IsNesterov ? (velocity * momentum) + (gradient * (1 - momentum)) : velocity;
        int rows = w.Shape[0];
        Tensor orthogonal = Orthogonalize(direction.Reshape(rows, w.Count / Math.Max(rows, 1)), Iterations).Reshape(w.Shape);
        Shrunk(group, state, gradient);
        double scale = Math.Sqrt(Math.Max(1.0, (double)rows * rows / Math.Max(w.Count, 1)));
        w.Backend.AddScaled(w.Data, orthogonal.Data, -group.LearningRate * scale);
    }

    static (List<Parameter> Matrices, List<Parameter> Others) Split(IEnumerable<Parameter> parameters, Func<Parameter, bool>? useAdamW)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        List<Parameter> matrices = [], rest = [];
        foreach (Parameter p in parameters) (p.Shape.Rank < 2 || (useAdamW is not null && useAdamW(p)) ? rest : matrices).Add(p);
        if (matrices.Count == 0 && rest.Count > 0)
            throw new ArgumentException($"Muon makes the momentum of matrices orthogonal; none of the {rest.Count} parameters is left to it. Use AdamW.", nameof(parameters));
        return (matrices, rest);
    }
}
