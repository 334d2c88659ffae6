#:project ../src/Hebb.Formats/Hebb.Formats.csproj
#:property PublishAot=false

// Teaches a convolutional network the MNIST digits: dotnet run samples/mnist.cs -- --data ../shared/data/mnist
using System.Diagnostics;
using Hebb;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

const int Epochs = 3;
string folder = args is ["--data", string named] ? named : "../shared/data/mnist";

long start = Stopwatch.GetTimestamp();
TensorDataset train = Read("train"), test = Read("t10k");
Generator.Default.Reseed(1);
var model = new Sequential(
    new Conv2d(1, 16, 3, padding: 1), new BatchNorm2d(16), new ReLU(), new MaxPool2d(2),
    new Conv2d(16, 32, 3, padding: 1), new BatchNorm2d(32), new ReLU(), new MaxPool2d(2),
    new Flatten(), new Linear(32 * 7 * 7, 10));
var loader = new DataLoader(train, batchSize: 64, shuffle: true);
var optimizer = new AdamW(model.Parameters());
var schedule = new OneCycleLR(optimizer, maxLearningRate: 0.01, totalSteps: Epochs * loader.Count);
double accuracy = 0;
for (int epoch = 1; epoch <= Epochs; epoch++)
{
    int step = 0;
    foreach (Batch batch in loader)
    {
        optimizer.ZeroGrad();
        Tensor loss = model.Forward(batch.Input).CrossEntropy(batch.Target);
        loss.Backward();
        optimizer.Step();
        schedule.Step();
        if (++step % 200 == 0) Console.WriteLine($"epoch {epoch}/{Epochs}  step {step,3}/{loader.Count}  loss {loss.Item():F4}  {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
    }

    accuracy = Judge();
    Console.WriteLine($"epoch {epoch}/{Epochs}  test accuracy {accuracy:P2} of {test.Count} digits");
}

return accuracy >= 0.99 ? 0 : 1;

double Judge()
{
    using var quiet = Autograd.NoGrad();
    model.Eval();
    double right = new DataLoader(test, batchSize: 500).Sum(batch => batch.Count * Metrics.Accuracy(model.Forward(batch.Input), batch.Target));
    model.Train();
    return right / test.Count;
}

TensorDataset Read(string part) => new(
    Idx.Load(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz")).To(DType.Float32).Unsqueeze(1) / 255,
    Idx.Load(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz")).To(DType.Int64));
