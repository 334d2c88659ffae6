// A training that tests kill: Hebb.Interrupted FOLDER [slow]. It resumes from the folder's last checkpoint, and at its end writes the final weights to FOLDER/final.safetensors.
using Hebb;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Interrupted;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

string folder = args[0];
Tensor x = Tensor.Rand([330, 8], generator: new Generator(1)), y = (x.Sum(1) - 4).Relu().Clamp(0, 3).To(DType.Int64);
var random = new Generator(2);
var model = new Sequential(new Linear(8, 32, generator: random), new BatchNorm1d(32), new ReLU(), new Dropout(0.2), new Dropout(0.1, new Generator(7)), new Linear(32, 4, generator: random));
var optimizer = new AdamW(model.Parameters(), 1e-3);
var train = new DataLoader(new TensorDataset(x, y), 10, shuffle: true, generator: new Generator(3), workers: 2) { Transform = new Noise() };
var validation = new DataLoader(new TensorDataset(x[..50], y[..50]), 25);
var average = new ExponentialMovingAverage(model.Parameters(), 0.99);
TrainingHistory history = new Trainer(model, optimizer, new CrossEntropyLoss())
{
    Epochs = 60,
    Seed = 5,
    Accumulate = 2,
    ClipNorm = 1,
    Average = average,
    Metrics = [new Accuracy()],
    TrainMetrics = [new Accuracy()],
    ValidateEvery = Interval.Steps(25),
    Schedules = [Schedule.PerStep(new CosineAnnealingLR(optimizer, 1020)), Schedule.OnPlateau(new ReduceLROnPlateau(optimizer, patience: 30), "loss")],
    Callbacks = [new EarlyStopping("val_accuracy", patience: 1000, restoreBest: true), .. args is [_, "slow"] ? (Callback[])[new Slow()] : []],
    Checkpoints = new CheckpointFolder(folder),
    CheckpointEvery = Interval.Steps(7),
    Resume = true,
}.Fit(train, validation);
Dictionary<string, Tensor> final = model.StateDict();
foreach ((string name, Tensor value) in average.StateDict()) final["average." + name] = value;
foreach ((string name, MetricHistory series) in history.Epochs) final["epochs." + name] = Tensor.From<double>([.. series.Values]);
foreach ((string name, MetricHistory series) in history.Steps) final["steps." + name] = Tensor.From<double>([.. series.Values]);
Safetensors.Save(Path.Combine(folder, "final.safetensors"), final);
