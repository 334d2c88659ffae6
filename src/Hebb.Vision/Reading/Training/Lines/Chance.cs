namespace Hebb.Vision.Reading.Training;

/// <summary>Draws that augmentations are made of.</summary>
static class Chance
{
    extension(Generator random)
    {
        /// <summary>True with a probability.</summary>
        public bool Happens(double probability) => random.NextDouble() < probability;

        /// <summary>Uniform between two numbers.</summary>
        public double Between(double low, double high) => low + ((high - low) * random.NextDouble());

        /// <summary>Uniform between the logarithms of two numbers.</summary>
        public double BetweenLogs(double low, double high) => low * Math.Pow(high / low, random.NextDouble());

        /// <summary>About normal, mean 0, standard deviation 1, never beyond ±3.</summary>
        public double Bell()
        {
            double sum = -2;
            for (int i = 0; i < 4; i++) sum += random.NextDouble();
            return sum * 1.7320508;
        }
    }
}
