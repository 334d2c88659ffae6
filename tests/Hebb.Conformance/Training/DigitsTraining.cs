using System.Globalization;
using System.Runtime.InteropServices;
using Hebb.Backends.Cpu;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Datasets;

namespace Hebb.Conformance.Training;

/// <summary>
/// One epoch of a small convolutional network on the embedded digits, on one thread and from fixed seeds, to be compared with the same training on another
/// processor or at another vector width.
/// </summary>
/// <remarks>
/// Wide enough for the 3×3 convolution of 32 channels to go through Winograd's transforms. A convolution before a normalisation has no bias: its gradient would be
/// nothing but rounding errors, which AdamW would blow up to whole steps.
/// </remarks>
public sealed class DigitsTraining
{
    const string Losses = "losses";
    const int BatchSize = 25;

    /// <summary>The loss of every step as "losses", and every parameter and running statistic of the trained network.</summary>
    public required Dictionary<string, Tensor> Values { get; init; }

    /// <summary>Trains, and prints the loss of each step and the weights' checksum.</summary>
    /// <param name="output">Where to.</param>
    public static DigitsTraining Run(TextWriter output)
    {
        int threads = Threads.Count;
        Threads.Count = 1;
        try
        {
            return Train(output);
        }
        finally
        {
            Threads.Count = threads;
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatErrorException">It is no safetensors file, or holds no losses.</exception>
    public static DigitsTraining Load(string path)
    {
        Dictionary<string, Tensor> values = Safetensors.Load(path);
        return values.ContainsKey(Losses) ? new DigitsTraining { Values = values } : throw new FormatErrorException(path, 0, $"expected the tensor \"{Losses}\" that 'training --save' writes");
    }

    /// <summary>Writes losses and weights as a safetensors file.</summary>
    public void Save(string path) => Safetensors.Save(path, Values);

    /// <summary>Compares with another training, tensor by tensor, as golden values are: error = max |a − b| / max(1, |b|).</summary>
    /// <param name="other">What must come out.</param>
    /// <param name="tolerance">The largest error allowed; 0 demands the same bits.</param>
    /// <returns>How many tensors agree, and what is wrong with the others.</returns>
    public (int Passed, IReadOnlyList<string> Problems) Compare(DigitsTraining other, double tolerance)
    {
        var problems = new List<string>();
        foreach ((string name, Tensor expected) in other.Values)
        {
            string? problem = Values.TryGetValue(name, out Tensor? got) ? TensorComparison.Compare(name, got, expected, tolerance) : $"{name}: is not in this training";
            if (problem is null && tolerance == 0 && Checksum(0, got!) != Checksum(0, expected)) problem = $"{name}: equal numbers, but not the same bits (the sign of a zero?)";
            if (problem is not null) problems.Add(problem);
        }

        problems.AddRange(Values.Keys.Where(name => !other.Values.ContainsKey(name)).Select(name => $"{name}: is not in the other training"));
        return (Values.Count + other.Values.Keys.Count(name => !Values.ContainsKey(name)) - problems.Count, problems);
    }

    static DigitsTraining Train(TextWriter output)
    {
        output.WriteLine($"{RuntimeInformation.ProcessArchitecture}, {(SimdWidth.Bits == 0 ? "scalar code" : $"vectors of {SimdWidth.Bits} bits")}, one thread");
        var random = new Generator(1);
        var model = new Sequential(
            new Conv2d(1, 32, 3, padding: 1, bias: false, generator: random), new BatchNorm2d(32), new ReLU(), new MaxPool2d(2),
            new Conv2d(32, 32, 3, padding: 1, bias: false, generator: random), new BatchNorm2d(32), new SiLU(),
            new Conv2d(32, 16, 1, generator: random), new GELU(), new AvgPool2d(2), new Flatten(),
            new Linear(64, 32, generator: random), new LayerNorm(32), new Tanh(), new Dropout(0.1, random), new Linear(32, 10, generator: random));
        var optimizer = new AdamW(model.Parameters(), learningRate: 0.003);
        var losses = new List<float>();
        foreach (Batch batch in new DataLoader(Digits.Train, BatchSize, shuffle: true, random))
        {
            optimizer.ZeroGrad();
            Tensor loss = model.Forward(batch.Input).CrossEntropy(batch.Target);
            loss.Backward();
            optimizer.Step();
            losses.Add((float)loss.Item());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {losses.Count,2}  loss {losses[^1]:R}"));
        }

        Dictionary<string, Tensor> state = model.StateDict();
        uint checksum = state.OrderBy(t => t.Key, StringComparer.Ordinal).Aggregate(0u, (crc, t) => Checksum(crc, t.Value));
        output.WriteLine($"weights {checksum:x8}");
        return new DigitsTraining { Values = new Dictionary<string, Tensor>(state) { [Losses] = Tensor.From([.. losses]) } };
    }

    static uint Checksum(uint crc, Tensor values) => Crc32.Append(crc, values.DType == DType.Float32 ? MemoryMarshal.AsBytes<float>(values.ToArray<float>()) : MemoryMarshal.AsBytes<long>(values.ToArray<long>()));
}
