#:project ../src/Hebb.Formats/Hebb.Formats.csproj

// Teaches a convolutional network the MNIST digits: dotnet run samples/mnist.cs -- --data ../shared/data/mnist
using Hebb;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

const int Epochs = 3;
string folder = args is ["--data", string named] ? named : "../shared/data/mnist";

TensorDataset train = Read("train"), test = Read("t10k");
Generator.Default.Reseed(1);
var model = new Sequential(
    new Conv2d(1, 16, 3, padding: 1), new BatchNorm2d(16), new ReLU(), new MaxPool2d(2),
    new Conv2d(16, 32, 3, padding: 1), new BatchNorm2d(32), new ReLU(), new MaxPool2d(2),
    new Flatten(), new Linear(32 * 7 * 7, 10));
var loader = new DataLoader(train, batchSize: 64, shuffle: true);
var optimizer = new AdamW(model.Parameters());
var trainer = new Trainer(model, optimizer, new CrossEntropyLoss())
{
    Epochs = Epochs,
    Metrics = [new Accuracy()],
    Schedules = [Schedule.PerStep(new OneCycleLR(optimizer, maxLearningRate: 0.01, totalSteps: Epochs * loader.Count))],
    Callbacks = [new ProgressLines()],
};
double accuracy = trainer.Fit(loader, new DataLoader(test, batchSize: 500))["val_accuracy"].Last;
Console.WriteLine($"test accuracy {accuracy:P2} of {test.Count} digits");
return accuracy >= 0.99 ? 0 : 1;

TensorDataset Read(string part) => new(
    Idx.Load(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz")).To(DType.Float32).Unsqueeze(1) / 255,
    Idx.Load(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz")).To(DType.Int64));
