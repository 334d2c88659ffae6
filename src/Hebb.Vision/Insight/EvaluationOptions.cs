using Hebb.Vision.Transforms;

namespace Hebb.Vision.Insight;

/// <summary>How a model is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many samples go through the model at once.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>What is done to the images before the model sees them, such as resizing and normalising; the report shows them as they were before. Null for none: bytes become floats of 0 … 1.</summary>
    public Transform? Transform { get; init; }

    /// <summary>How many threads read samples ahead.</summary>
    public int Workers { get; init; }

    /// <summary>How many predictions of each kind a report shows.</summary>
    public int Shown { get; init; } = 24;

    /// <summary>How many intervals of confidence the calibration has.</summary>
    public int Bins { get; init; } = 15;

    /// <summary>Whether the model's scores are logits; if not, they are probabilities.</summary>
    public bool FromLogits { get; init; } = true;

    /// <summary>Up to how many numbers (samples · classes, four bytes each) all probabilities are kept; ROC curves need them. Beyond it only what <see cref="SamplePrediction"/> holds is kept. 0 keeps none.</summary>
    public long MaxProbabilities { get; init; } = 20_000_000;
}
