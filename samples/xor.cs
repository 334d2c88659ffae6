#:project ../src/Hebb/Hebb.csproj

// Learns XOR, the smallest problem that a single layer cannot solve: dotnet run samples/xor.cs
using Hebb;
using Hebb.Nn;
using Hebb.Optim;

Generator.Default.Reseed(1);
Tensor x = Tensor.From(new float[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
Tensor target = Tensor.From(new float[,] { { 0 }, { 1 }, { 1 }, { 0 } });

var model = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 1));
var optimizer = new Adam(model.Parameters(), learningRate: 0.05);
var loss = new BCEWithLogitsLoss();

double last = 0;
for (int step = 0; step <= 200; step++)
{
    optimizer.ZeroGrad();
    Tensor error = loss.Forward(model.Forward(x), target);
    error.Backward();
    optimizer.Step();
    last = error.Item();
    if (step % 40 == 0) Console.WriteLine($"step {step,3}  loss {last:F4}");
}

using (Autograd.NoGrad()) Console.WriteLine($"\nx1 xor x2:\n{model.Forward(x).Sigmoid().Squeeze()}");
return last < 0.05 ? 0 : 1;
