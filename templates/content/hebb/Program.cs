using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;
using Hebb.Vision.Datasets;

// The network: 8×8 pixels in, a score for each of the ten digits out.
var model = new Sequential(
    new Conv2d(1, 16, 3, padding: 1), new ReLU(), new MaxPool2d(2),
    new Flatten(), new Linear(16 * 4 * 4, 10));

// The data: 500 digits to train on, 1,297 to test on. Yours may be a TensorDataset, an ImageFolder, or an IDataset of your own.
var train = new DataLoader(Digits.Train, batchSize: 25, shuffle: true);
var test = new DataLoader(Digits.Test, batchSize: 100);

var trainer = new Trainer(model, new AdamW(model.Parameters(), learningRate: 0.005), new CrossEntropyLoss())
{
    Epochs = 20,
    Metrics = [new Accuracy()],
    Callbacks = [new EarlyStopping("val_loss", patience: 5, restoreBest: true), new ProgressLines()],
};
TrainingHistory history = trainer.Fit(train, test);
Console.WriteLine($"accuracy {100 * history["val_accuracy"].Last:F1} %");

model.Save("model.safetensors");   // model.Load("model.safetensors") takes the weights back
